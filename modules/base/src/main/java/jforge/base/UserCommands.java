package jforge.base;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Command;
import jforge.plan.Sh;

/** The shell of {@link UserType}: shadow's tools, else the files themselves. The tests read the host's own files: no process. */
final class UserCommands {
    private UserCommands() {}

    /**
     * A user as wanted, from any state.
     *
     * @param renumber whether one that is there may get another uid
     */
    static Command make(UserType.Desired want, boolean renumber) {
        String name = Sh.quote(want.name());
        String change = """
                found=
                while IFS=: read -r user rest; do
                  case $user in %s) found=$rest ;; esac
                done </etc/passwd
                own='-U'
                while IFS=: read -r group rest; do
                  case $group in %s) own='-g %s' ;; esac
                done </etc/group
                if [ -n "$found" ]; then
                  %s
                elif command -v useradd >/dev/null; then
                  # shellcheck disable=SC2086 # an option, or one and its value
                  useradd %s -- %s
                else
                  %s
                fi
                """.formatted(
                name, name, want.name(), modify(want, renumber), create(want), name, AccountFiles.createUser(want));
        return new Command(test(want), change);
    }

    static Command remove(String user) {
        String name = Sh.quote(user);
        String test = """
                while IFS=: read -r user rest; do
                  case $user in %s) : "$rest"; return 1 ;; esac
                done </etc/passwd
                """.formatted(name);
        return new Command(
                test,
                "if command -v userdel >/dev/null; then\n  userdel -- " + name + "\nelse\n"
                        + AccountFiles.removeUser(user) + "fi");
    }

    private static String create(UserType.Desired want) {
        String groups = want.groups().isEmpty() ? "" : " -G " + Sh.quote(String.join(",", want.groups()));
        String group = want.group().map(g -> "-g " + Sh.quote(g)).orElse("$own");
        return group + groups + (want.system() ? " -r" : "") + (want.createHome() ? " -m" : " -M") + attributes(want);
    }

    private static String attributes(UserType.Desired want) {
        return option(" -u ", want.uid())
                + option(" -d ", want.home())
                + option(" -s ", want.shell())
                + option(" -c ", want.comment());
    }

    private static String modify(UserType.Desired want, boolean renumber) {
        String groups = "";
        if (want.exclusive()) {
            groups = " -G " + Sh.quote(String.join(",", want.groups()));
        } else if (!want.groups().isEmpty()) {
            groups = " -a -G " + Sh.quote(String.join(",", want.groups()));
        }
        String options = option(" -g ", want.group()) + groups + attributes(want);
        String change = options.isEmpty()
                ? ":"
                : "if command -v usermod >/dev/null; then\n    usermod" + options + " -- " + Sh.quote(want.name())
                        + "\n  else\n" + AccountFiles.modifyUser(want) + "  fi";
        if (renumber || want.uid().isEmpty()) {
            return change;
        }
        return """
                rest=${found#*:}
                  if [ "${rest%%%%:*}" != %s ]; then
                    echo %s >&2; exit 1
                  fi
                  %s""".formatted(
                        want.uid().get(),
                        Sh.quote("the user " + want.name() + " is there with another uid: plan again"),
                        change);
    }

    private static String option(String option, Optional<String> value) {
        return value.map(v -> option + Sh.quote(v)).orElse("");
    }

    /** The entry as wanted, then the groups. */
    private static String test(UserType.Desired want) {
        StringBuilder conditions = new StringBuilder("[ -n \"$found\" ]");
        want.uid().ifPresent(v -> conditions.append(" && [ \"$uid\" = " + v + " ]"));
        want.home().ifPresent(v -> conditions.append(" && [ \"$home\" = " + Sh.quote(v) + " ]"));
        want.shell().ifPresent(v -> conditions.append(" && [ \"$shell\" = " + Sh.quote(v) + " ]"));
        want.comment().ifPresent(v -> conditions.append(" && [ \"$comment\" = " + Sh.quote(v) + " ]"));
        String groups = want.group().isEmpty() && want.groups().isEmpty() && !want.exclusive() ? "" : groups(want);
        return """
                found=
                while IFS=: read -r user x uid gid comment home shell; do
                  case $user in %s) found=1; : "$x$uid$gid$comment$home$shell"; break ;; esac
                done </etc/passwd
                %s || return 1
                %s""".formatted(Sh.quote(want.name()), conditions, groups);
    }

    /** Counts the wanted memberships by a point each. */
    private static String groups(UserType.Desired want) {
        String primary = want.group()
                .map(g -> "  case $group in " + Sh.quote(g)
                        + ") [ \"$number\" = \"$gid\" ] || return 1; count=$count. ;; esac\n")
                .orElse("");
        String wanted = want.groups().stream().map(Sh::quote).collect(Collectors.joining("|"));
        String isWanted = wanted.isEmpty() ? "" : wanted + ") count=$count. ;;";
        String others = want.exclusive() ? " *) return 1 ;;" : "";
        String supplementary = isWanted.isEmpty() && others.isEmpty()
                ? ""
                : "  case \",$members,\" in *," + want.name() + ",*) case $group in " + isWanted + others
                        + " esac ;; esac\n";
        int points = want.groups().size() + (want.group().isPresent() ? 1 : 0);
        List<String> parts = List.of(
                "count=\nwhile IFS=: read -r group x number members; do\n  : \"$x$number$members\"\n",
                primary,
                supplementary,
                "done </etc/group\n[ \"$count\" = '" + ".".repeat(points) + "' ]\n");
        return String.join("", parts);
    }
}
