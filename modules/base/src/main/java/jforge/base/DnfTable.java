package jforge.base;

/** Shell that reads what dnf, version 4 or 5, shows before it asks whether it may. */
final class DnfTable {
    /**
     * {@code table TEXT} prints a line for each package: {@code Inst NAME VERSION}, {@code Down NAME VERSION} where it goes
     * back, {@code Remv NAME}; and {@code Else ...} for what it can't read. Without a table it prints nothing.
     *
     * <p>A name that is too long for its column stands on a line of its own: a row is whole from five words on. Version 4
     * says {@code replacing NAME.ARCH VERSION} of what another package takes the place of, version 5 {@code replacing NAME
     * ARCH VERSION ...} also of the older version of the same.
     */
    static final String FUNCTION = """
            table() {
              printf '%s\\n' "$1" | {
                part='' row='' last=''
                set -f
                while IFS= read -r line; do
                  case $line in
                    *[!\\ =-]*) ;;
                    *) continue ;;
                  esac
                  case $line in
                    'Transaction Summary'*) part='' row='' ; continue ;;
                    'Installing:'|'Installing '*:|'Upgrading:'|'Reinstalling:') part=Inst; continue ;;
                    'Downgrading:') part=Down; continue ;;
                    'Removing:'|'Removing '*:) part=Remv; continue ;;
                    'Skipping '*:|'Enabling module streams:') part=skip; continue ;;
                    [!\\ ]*:) [ -z "$part" ] || part="Else $line"; continue ;;
                    [!\\ ]*) [ -z "$part" ] || echo "Else $line"; continue ;;
                  esac
                  [ -n "$part" ] || continue
                  # shellcheck disable=SC2086 # words
                  set -- $row $line
                  if [ "$1" = replacing ]; then
                    case $# in
                      3) printf 'Remv %s\\n' "${2%.*}" ;;
                      *) [ "$2" = "$last" ] || printf 'Remv %s\\n' "$2" ;;
                    esac
                  elif [ "$part" = skip ]; then
                    :
                  elif [ $# -lt 5 ]; then
                    row=$*
                    continue
                  else
                    case $part in
                      Remv) printf 'Remv %s\\n' "$1" ;;
                      *) printf '%s %s %s\\n' "$part" "$1" "$3" ;;
                    esac
                    last=$1
                  fi
                  row=''
                done
                [ -z "$row" ] || echo "Else $row"
              }
            }
            """;

    private DnfTable() {}
}
