package jforge.base;

/**
 * Keeps maintainer scripts from starting a service whose restart is owed: it would start before its configuration is there,
 * and a second time after.
 */
final class PolicyRcD {
    /**
     * Puts the policy in place for the rest of the subshell, only where a service's restart is owed and no policy but an
     * earlier one of jforge's is there. Left behind by a dead run it allows everything.
     */
    static final String ONLY_WHILE_OWED = """
            policy=/usr/sbin/policy-rc.d
            mark='# jforge: for one run, see below'
            set -- "$STATE"/owed/service-*
            if [ -e "$1" ] && [ -e "$policy" ]; then
              second=
              { read -r _ && read -r second; } <"$policy" || :
              [ "$second" = "$mark" ] || set -- /nonexistent
            fi
            if [ -e "$1" ]; then
              {
                printf '%s\\n' '#!/bin/sh' "$mark" "run=$$" "owed='$STATE/owed'"
                cat <<'POLICY'
            # services whose restart is owed are started by that run, once, when their configuration is there
            [ -e "/proc/$run" ] || exit 0
            while [ $# -gt 0 ]; do
              case $1 in --list) exit 0 ;; -*) shift ;; *) break ;; esac
            done
            [ -e "$owed/service-${1%.service}" ] || [ -e "$owed/service-${1%.service}.service" ] || exit 0
            case ${2-} in *start*|stop) exit 101 ;; esac
            exit 0
            POLICY
              } >"$policy.jforge-new"
              chmod 755 "$policy.jforge-new"
              mv -f "$policy.jforge-new" "$policy"
              trap 'rm -f /usr/sbin/policy-rc.d' EXIT
            fi
            """;

    private PolicyRcD() {}
}
