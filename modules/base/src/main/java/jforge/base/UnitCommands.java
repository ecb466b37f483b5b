package jforge.base;

import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell of {@link ServiceType}: systemd's where that runs, else the start script's. */
final class UnitCommands {
    /** With systemd a changed unit file is read first. */
    private static final String RELOAD_UNITS =
            "case $(systemctl show -p NeedDaemonReload -- %1$s) in *=yes) systemctl daemon-reload ;; esac";

    /**
     * A unit of the simple kind counts as started as soon as its process is there; so one look after, and when it is gone
     * already, its last words.
     */
    private static final String STILL_RUNS = """
            if ! systemctl is-active --quiet -- %1$s; then
              echo 'it ended right after its start:' >&2
              journalctl --no-pager -q -n 10 -o cat -u %1$s >&2 || :
              exit 1
            fi""";

    /**
     * Notes for the tests of effects when a script was started: when, and which boot that was, by the start of process 1.
     */
    private static final String NOTE = """
            read -r now rest </proc/uptime
            read -r init </proc/1/stat
            init=${init##*) }
            # shellcheck disable=SC2086 # words of a line
            set -- $init
            printf '%%s %%s\\n' "${now%%.*}${now#*.}" "${20}" >"$STATE/started-%2$s\"""";

    private UnitCommands() {}

    static Command start(String unit) {
        return both(
                unit,
                "systemctl is-active --quiet -- %1$s",
                "/etc/init.d/%2$s status </dev/null >/dev/null 2>&1",
                RELOAD_UNITS + "\nif ! systemctl start -- %1$s; then\n"
                        + "  journalctl --no-pager -q -n 10 -o cat -u %1$s >&2 || :\n  exit 1\nfi\n" + STILL_RUNS,
                "/etc/init.d/%2$s start </dev/null\n/etc/init.d/%2$s status </dev/null\n" + NOTE);
    }

    static Command stop(String unit) {
        return both(
                unit,
                "case $(systemctl show -p ActiveState -- %1$s) in *=inactive|*=failed) : ;; *) false ;; esac",
                "if [ -x /etc/init.d/%2$s ] && /etc/init.d/%2$s status </dev/null >/dev/null 2>&1; then false; fi",
                "systemctl stop -- %1$s",
                "/etc/init.d/%2$s stop </dev/null");
    }

    static Command enable(String unit) {
        return both(
                unit,
                "systemctl is-enabled --quiet -- %1$s",
                "set_links=\nfor link in /etc/rc[2-5].d/S[0-9][0-9]%2$s /etc/runlevels/default/%2$s; do\n"
                        + "  [ ! -e \"$link\" ] || set_links=1\ndone\n[ -n \"$set_links\" ]",
                RELOAD_UNITS + "\nsystemctl enable -q -- %1$s",
                "if command -v update-rc.d >/dev/null; then\n  update-rc.d %2$s defaults\n  update-rc.d %2$s enable\n"
                        + "else\n  rc-update add %2$s default\nfi");
    }

    static Command disable(String unit) {
        return both(
                unit,
                "case $(systemctl show -p UnitFileState -- %1$s) in *=enabled*|*=alias) false ;; *=*) : ;; *) false ;; esac",
                "set_links=\nfor link in /etc/rc[2-5].d/S[0-9][0-9]%2$s /etc/runlevels/default/%2$s; do\n"
                        + "  [ ! -e \"$link\" ] || set_links=1\ndone\n[ -z \"$set_links\" ]",
                "systemctl disable -q -- %1$s",
                "if command -v update-rc.d >/dev/null; then update-rc.d %2$s disable; else rc-update del %2$s default; fi");
    }

    static Command restart(String unit) {
        return both(
                unit,
                STARTED_SINCE,
                SCRIPT_STARTED_SINCE,
                RELOAD_UNITS + "\nif ! systemctl restart -- %1$s; then\n"
                        + "  journalctl --no-pager -q -n 10 -o cat -u %1$s >&2 || :\n  exit 1\nfi\n" + STILL_RUNS,
                "/etc/init.d/%2$s restart </dev/null\n/etc/init.d/%2$s status </dev/null\n" + NOTE);
    }

    /** What was started since then has read its configuration; when it last reloaded nobody notes, so it does again. */
    static Command reload(String unit) {
        return both(
                unit,
                STARTED_SINCE,
                SCRIPT_STARTED_SINCE,
                RELOAD_UNITS + "\nsystemctl reload-or-restart -- %1$s",
                "/etc/init.d/%2$s reload </dev/null");
    }

    /**
     * systemd's clock and {@code $SINCE}'s may differ: in a container uptime may be its own. So what counts is how long ago
     * {@code $SINCE} was, and the kernel's own time of now, which is when a subshell was started. Suspended time puts
     * systemd's clock behind: then there is a restart too many, never one too few.
     */
    private static final String STARTED_SINCE = """
            [ "$(
              read -r now rest </proc/uptime
              ago=$(( ${now%%.*}${now#*.} - SINCE ))
              now=$(read -r stat </proc/self/stat; stat=${stat##*) }
                # shellcheck disable=SC2086 # words of a line
                set -- $stat; echo "${20}")
              at=$(systemctl show -p ActiveEnterTimestampMonotonic -- %1$s)
              at=${at#*=}
              systemctl is-active --quiet -- %1$s && [ "$(( at / 10000 ))" -ge "$(( now - ago ))" ] && echo yes
            )" = yes ]""";

    private static final String SCRIPT_STARTED_SINCE = """
            [ -f "$STATE/started-%2$s" ] && (
              read -r at boot <"$STATE/started-%2$s"
              read -r stat </proc/1/stat
              stat=${stat##*) }
              # shellcheck disable=SC2086 # words of a line
              set -- $stat
              [ "$boot" = "${20}" ] && [ "$at" -ge "$SINCE" ]
            )""";

    private static Command both(
            String unit, String unitTest, String scriptTest, String unitChange, String scriptChange) {
        return new Command(either(unit, unitTest, scriptTest), either(unit, unitChange, scriptChange));
    }

    private static String either(String unit, String systemd, String script) {
        return """
                if [ -d /run/systemd/system ]; then
                %s
                else
                %s
                fi
                """.formatted(indented(unit, systemd), indented(unit, script));
    }

    private static String indented(String unit, String text) {
        return text.formatted(Sh.quote(unit), Sh.quote(UnitState.script(unit)))
                .indent(2)
                .stripTrailing();
    }
}
