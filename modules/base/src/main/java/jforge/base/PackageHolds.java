package jforge.base;

import java.util.List;
import jforge.plan.Sh;

/** Shell that releases packages for the time of a transaction, and holds them after it. */
final class PackageHolds {
    private PackageHolds() {}

    /**
     * The transaction, with those that are held and declared so released before and held after it, be it done or failed.
     *
     * @param transaction shell; {@code there} and {@code held} are there
     * @param hold a command that takes names
     * @param release the same
     */
    static String around(List<Forecast> forecasts, String transaction, String hold, String release) {
        if (forecasts.stream().allMatch(f -> f.want().hold().isEmpty())) {
            return transaction;
        }
        StringBuilder script = new StringBuilder("set --\n");
        StringBuilder after = new StringBuilder("set --\n");
        StringBuilder free = new StringBuilder("set --\n");
        for (int i = 0; i < forecasts.size(); i++) {
            PackageQuestion want = forecasts.get(i).want();
            if (want.hold().isEmpty()) {
                continue;
            }
            String isHeld = "case $held in *" + Sh.quote(" " + want.name() + " ") + "*) ";
            String add = "set -- \"$@\" " + Sh.quote(want.name());
            if (forecasts.get(i).changes()) {
                script.append(InstalledShell.satisfied(want, i))
                        .append(" || ")
                        .append(isHeld)
                        .append(add)
                        .append(" ;; esac\n");
            }
            if (want.hold().get()) {
                after.append(add).append('\n');
            } else if (!want.absent()) {
                free.append(isHeld).append(add).append(" ;; esac\n");
            }
        }
        return script + """
                [ $# -eq 0 ] || %1$s "$@" >/dev/null
                released=$*
                set +e
                (
                set -e
                %2$s)
                failed=$?
                set -e
                if [ "$failed" -ne 0 ]; then
                  # shellcheck disable=SC2086 # names
                  [ -z "$released" ] || %3$s $released >/dev/null
                  exit "$failed"
                fi
                %4$s[ $# -eq 0 ] || %3$s "$@" >/dev/null
                %5$s[ $# -eq 0 ] || %1$s "$@" >/dev/null
                """.formatted(release, transaction, hold, after, free);
    }
}
