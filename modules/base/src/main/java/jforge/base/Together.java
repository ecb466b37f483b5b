package jforge.base;

/** Shell that asks for a simulation of all that is to do, and again where one of them spoils it for the others. */
final class Together {
    /**
     * {@code together OPTION OPERAND...} needs a {@code simulate} that takes the same, prints {@code of OPERANDS}, what is to
     * come and {@code end STATUS}, and leaves the same in {@code out} and {@code status}.
     */
    static final String FUNCTIONS = """
            # Whether it failed, or some package goes that was not named.
            takes() {
              [ "$status" -eq 0 ] || return 0
              while read -r action gone others; do
                case $action in Remv|Purg) ;; *) continue ;; esac
                case " $* " in *" $gone- "*)   : "$others" ;; *) return 0 ;; esac
              done
              return 1
            }
            # All at once; those that the errors name are asked alone, and the others at once again.
            together() {
              [ $# -gt 1 ] || return 0
              simulate "$@"
              [ $# -gt 2 ] || return 0
              option=$1; shift
              said=$out
              printf '%s\\n' "$said" | takes "$@" || return 0
              rest='' named=''
              for one do
                name=${one%%=*}; name=${name%-}
                case $status$said in
                  0*) named=all ;;
                  *" $name"[!a-zA-Z0-9+.:_-]*|*" $name"|*"'$name'"*) named="$named $one" ;;
                  *) rest="$rest $one" ;;
                esac
              done
              if [ -z "$named" ] || [ -z "$rest" ]; then
                named="$*" rest=''
              fi
              for one in $named; do simulate "$option" "$one"; done
              # shellcheck disable=SC2086
              together "$option" $rest
            }
            """;

    /** Prints what is to come of those that stand as operands, with an r in front where recommended ones come, else an n. */
    static String ask(String with, String without) {
        return """
                with='%s' without='%s'
                for one do
                  case $one in r*) with="$with ${one#r}" ;; *) without="$without ${one#n}" ;; esac
                done
                set -f
                # shellcheck disable=SC2086 # words of a list
                together $with
                # shellcheck disable=SC2086
                together $without
                """.formatted(with, without);
    }

    private Together() {}
}
