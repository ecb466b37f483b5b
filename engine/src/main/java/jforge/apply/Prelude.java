package jforge.apply;

/** The shell functions that every host's scripts stand on; sent once a host. */
final class Prelude {
    private Prelude() {}

    /**
     * All names begin with {@code jf_}, since tests of steps run in the same shell.
     *
     * <p>{@code jf_s_N} is how change N ended: changed, already, failed, skipped. {@code jf_u_N} is when it began, in
     * hundredths of a second of uptime: what started later than that has seen the change. {@code jf_h_N} is set where it
     * failed and may have changed something all the same.
     */
    static final String TEXT = """
            jf_stop=
            jf_uptime() {
              read -r jf_u _ </proc/uptime
              jf_u=${jf_u%.*}${jf_u#*.}
            }
            # when a process began, so that its number used anew is not taken for it
            jf_born() {
              { IFS= read -r jf_b <"/proc/$1/stat"; } 2>/dev/null || return 1
              # shellcheck disable=SC2086
              set -- ${jf_b##*) }
              # dead, though nobody has fetched its status
              [ "$1" != Z ] || return 1
              shift 19
              jf_b=$1
            }
            # a link comes into being whole: a lock always says whose it is
            jf_claim() {
              ln "$STATE/own-$T" "$STATE/$1" 2>/dev/null
            }
            # jf_dead FILE: its process is gone
            jf_dead() {
              jf_p='' jf_z='' jf_h='' jf_held=''
              { read -r jf_p jf_z jf_h jf_held <"$STATE/$1"; } 2>/dev/null
              [ -n "$jf_h" ] && { ! jf_born "$jf_p" || [ "$jf_b" != "$jf_z" ]; }
            }
            # what came too late for its run, or was left by a dead one
            jf_sweep() {
              for jf_f in "$STATE"/stop-* "$STATE"/own-*; do
                case $jf_f in *"-$T" | *-\\*) ;; *) rm -f "$jf_f" ;; esac
              done
            }
            jf_lock() {
              jf_who=$1
              [ -d "$STATE/owed" ] || ( umask 077; mkdir -p "$STATE/owed" ) || {
                begin lock
                printf 'can not make %s' "$STATE"
                end none
                return 1
              }
              jf_born $$
              printf '%s\\n' "$$ $jf_b $T $jf_who" >"$STATE/own-$T" || {
                begin lock
                printf 'can not write below %s' "$STATE"
                end none
                return 1
              }
              jf_won=
              jf_claim lock && jf_won=1
              [ -n "$jf_won" ] || ! jf_dead lock || jf_take "$jf_h"
              rm -f "$STATE/own-$T"
              [ -z "$jf_won" ] || { jf_sweep; return 0; }
              jf_dead lock || :
              begin lock
              printf '%s, process %s there' "$jf_held" "$jf_p"
              end held
              return 1
            }
            # jf_take TOKEN: the lock of a dead run; of several that see this, one alone may take it away
            jf_take() {
              jf_of=$1
              ! jf_dead "lock-$jf_of" || rm -f "$STATE/lock-$jf_of"
              jf_claim "lock-$jf_of" || return 0
              # one that looked late finds another's lock here by now
              if jf_dead lock && [ "$jf_h" = "$jf_of" ]; then
                rm -f "$STATE/lock"
                jf_claim lock && jf_won=1
              fi
              rm -f "$STATE/lock-$jf_of"
            }
            jf_unlock() {
              rm -f "$STATE/lock" "$STATE/stop-$T"
            }
            jf_owe() {
              [ -e "$STATE/owed/$1" ] || printf '%s %s\\n' "$T" "$2" >"$STATE/owed/$1"
            }
            # without its markers the host is not begun
            jf_unmarked() {
              jf_ok=
              jf_unlock
              begin lock
              printf 'can not write below %s' "$STATE/owed"
              end none
            }
            jf_remote() {
              jf_uptime
              eval "jf_s_$1=$2 jf_u_$1=$jf_u"
              [ "$2" != failed ] || eval "jf_h_$1=1"
            }
            # jf_may N DEPENDENCY...: else N is skipped, and jf_why says because of what
            jf_may() {
              jf_n=$1
              shift
              for jf_d do
                eval "jf_v=\\${jf_s_$jf_d-}"
                case $jf_v in
                  failed | skipped)
                    jf_why=$jf_d
                    eval "jf_s_$jf_n=skipped"
                    return 1
                    ;;
                esac
              done
              [ -n "$jf_stop" ] || [ -e "$STATE/stop-$T" ] || return 0
              jf_why=stop
              eval "jf_s_$jf_n=skipped"
              return 1
            }
            # jf_step K: sets jf_r
            jf_step() {
              jf_k=$1
              if "t$1" >/dev/null 2>&1; then
                jf_r=already
                return
              fi
              ( set -e; cd /; "c$1" ) 2>&1
              case $? in 0) jf_r=changed ;; *) jf_r=failed ;; esac
            }
            # jf_merge N BOND DEPENDENCY...: of a whole nothing is made but by it
            jf_merge() {
              jf_i=$1
              eval "jf_merged_$jf_i= jf_broken_$jf_i="
              [ "$2" = loose ] || eval "jf_broken_$jf_i=1"
              shift 2
              jf_may merge "$@" && o 2>/dev/null || return 0
              begin "merge.$jf_i"
              jf_uptime
              eval "jf_merged_$jf_i=$jf_u"
              jf_step 1
              [ "$jf_r" = failed ] || eval "jf_broken_$jf_i="
              [ "$jf_r" != already ] || eval "jf_merged_$jf_i="
              end "$jf_r"
            }
            # jf_change N STEPS DEPENDENCY...
            jf_change() {
              jf_all=$2
              jf_i=$1
              jf_why=
              shift 2
              begin "$jf_i"
              if ! jf_may "$jf_i" "$@"; then
                end "skipped $jf_why"
                return
              fi
              if ! o 2>&1; then
                eval "jf_s_$jf_i=failed"
                end failed
                return
              fi
              jf_merged=
              [ -z "$jf_member" ] || eval "jf_merged=\\${jf_merged_$jf_member-} jf_broken=\\${jf_broken_$jf_member-}"
              if [ -n "$jf_member" ] && [ -n "$jf_broken" ]; then
                eval "jf_s_$jf_i=failed"
                end "failed merge.$jf_member"
                return
              fi
              jf_uptime
              jf_was=already
              jf_j=0
              if [ -n "$jf_merged" ]; then
                jf_u=$jf_merged
                jf_was=changed
              fi
              eval "jf_u_$jf_i=$jf_u"
              while [ "$jf_j" -lt "$jf_all" ]; do
                jf_j=$((jf_j + 1))
                jf_step "$jf_j"
                case $jf_r in
                  changed) jf_was=changed ;;
                  failed)
                    [ "$jf_was" = already ] || eval "jf_h_$jf_i=1"
                    jf_was=failed
                    break
                    ;;
                esac
              done
              eval "jf_s_$jf_i=$jf_was"
              end "$jf_was"
            }
            # jf_effect N MARKER TRIGGER...: after jf_may has let N through
            jf_effect() {
              jf_i=$1
              jf_m=$STATE/owed/$2
              shift 2
              eval "jf_v=\\${jf_s_$jf_i-}"
              SINCE=0
              jf_due=
              jf_keep=
              for jf_d do
                eval "jf_t=\\${jf_s_$jf_d-} jf_u=\\${jf_u_$jf_d-0} jf_keep=\\$jf_keep\\${jf_h_$jf_d-}"
                [ "$jf_t" = changed ] || continue
                jf_due=1
                [ "$jf_u" -le "$SINCE" ] || SINCE=$jf_u
              done
              jf_o=
              { read -r jf_o _ <"$jf_m"; } 2>/dev/null
              if [ -n "$jf_o" ] && [ "$jf_o" != "$T" ]; then
                # whatever made it owed was before this run
                jf_due=1
                [ "$jf_began" -le "$SINCE" ] || SINCE=$jf_began
              fi
              begin "$jf_i.effect"
              jf_r=already
              case $jf_v in
                failed | skipped)
                  [ -n "$jf_due$jf_keep" ] || rm -f "$jf_m"
                  end "skipped ${jf_why:-$jf_i}"
                  return
                  ;;
              esac
              if [ -n "$jf_due" ] && { [ -n "$jf_stop" ] || [ -e "$STATE/stop-$T" ]; }; then
                end "skipped stop"
                return
              fi
              [ -z "$jf_due" ] || jf_step 0
              case $jf_r in
                failed) eval "jf_s_$jf_i=failed" ;;
                already) [ -n "$jf_keep" ] || rm -f "$jf_m" ;;
                *) rm -f "$jf_m" ;;
              esac
              if [ "$jf_r" = changed ]; then
                # what this triggers has to come after its effect
                jf_uptime
                eval "jf_s_$jf_i=changed jf_u_$jf_i=$jf_u"
              fi
              end "$jf_r"
            }
            jf_uptime
            jf_began=$jf_u
            """;
}
