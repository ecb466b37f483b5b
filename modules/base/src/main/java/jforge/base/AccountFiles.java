package jforge.base;

import java.util.Optional;
import jforge.plan.Sh;

/**
 * Users and groups where shadow's tools are not there: the files of the accounts are written anew, each beside the old one,
 * which is then replaced. Not every BusyBox has tools for it, and none changes an account that is there.
 *
 * <p>A user's line in /etc/passwd comes last and goes last: a run that is killed in between is mended by the next.
 */
final class AccountFiles {
    private static final String PASSWD = "/etc/passwd";
    private static final String GROUP = "/etc/group";

    private AccountFiles() {}

    /** A user that is not there. */
    static String createUser(UserType.Desired want) {
        String name = want.name();
        String home = want.home().orElse("/home/" + name);
        String shell = Sh.quote(want.shell().orElse("/bin/sh"));
        String comment = Sh.quote(want.comment().orElse(""));
        String passwd = "  printf '%s:x:%s:%s:%s:%s:%s\\n' " + Sh.quote(name) + " \"$uid\" \"$gid\" " + comment + " "
                + Sh.quote(home) + " " + shell + "\n";
        return String.join(
                "",
                memberships(want),
                free(PASSWD, "uid", want.uid(), want.system()),
                want.group().map(AccountFiles::groupThere).orElseGet(() -> ownGroup(name)),
                want.createHome() ? makeHome(Sh.quote(home)) : "",
                "if [ -f /etc/shadow ]; then\n  days=$(($(date +%s) / 86400))\n",
                rewrite(
                        "/etc/shadow",
                        goes(name),
                        "  printf '%s:!:%s:0:99999:7:::\\n' " + Sh.quote(name) + " \"$days\"\n"),
                "fi\n",
                rewrite(PASSWD, goes(name), passwd));
    }

    /** A user that is there, as wanted. */
    static String modifyUser(UserType.Desired want) {
        String clause = Sh.quote(want.name()) + ":*)\n" + FIELDS + "      line=$1:$2:" + field(want.uid(), 3) + ":"
                + (want.group().isPresent() ? "$gid" : "$4") + ":" + field(want.comment(), 5) + ":"
                + field(want.home(), 6) + ":" + field(want.shell(), 7) + " ;;\n";
        return want.group().map(AccountFiles::groupThere).orElse("") + memberships(want) + rewrite(PASSWD, clause, "");
    }

    /** Takes its memberships and a group of its own along, as userdel does. */
    static String removeUser(String user) {
        String name = Sh.quote(user);
        return String.join(
                "",
                lookup(GROUP, name),
                "own=$number\n",
                "others=\nwhile IFS=: read -r other x uid gid rest; do\n  : \"$x$uid$rest\"\n",
                "  if [ \"$gid\" = \"$own\" ] && [ \"$other\" != " + name + " ]; then others=1; fi\ndone <" + PASSWD
                        + "\n",
                rewrite(
                        GROUP,
                        name + ":x:*:|" + name + ":*:*:" + name + ")\n      [ -n \"$others\" ] || continue ;;\n    "
                                + leaves(user),
                        ""),
                "if [ -f /etc/shadow ]; then\n" + rewrite("/etc/shadow", goes(user), "") + "fi\n",
                rewrite(PASSWD, goes(user), ""));
    }

    static String createGroup(String group, Optional<String> gid, boolean system) {
        return free(GROUP, "gid", gid, system) + addGroup(group);
    }

    /** A group's number, and that of the users whose primary group it is. */
    static String renumberGroup(String group, String gid) {
        return lookup(GROUP, Sh.quote(group))
                + rewrite(GROUP, Sh.quote(group) + ":*)\n" + FIELDS + "      line=$1:$2:" + gid + ":${4-} ;;\n", "")
                + rewrite(
                        PASSWD,
                        "*:*:*:\"$number\":*)\n" + FIELDS + "      line=$1:$2:$3:" + gid + ":${5-}:${6-}:${7-} ;;\n",
                        "");
    }

    static String removeGroup(String group) {
        return lookup(GROUP, Sh.quote(group)) + """
                while IFS=: read -r user x uid gid rest; do
                  : "$x$uid$rest"
                  [ "$gid" != "$number" ] || { printf 'it is the primary group of %%s\\n' "$user" >&2; exit 1; }
                done <%s
                """.formatted(PASSWD) + rewrite(GROUP, goes(group), "");
    }

    /** @param hash shell that prints it */
    static String password(String user, String hash) {
        return "hash=$(" + hash + ")\n"
                + rewrite(
                        "/etc/shadow",
                        Sh.quote(user) + ":*)\n      rest=${line#*:}\n      line=" + Sh.quote(user)
                                + ":$hash:${rest#*:} ;;\n",
                        "");
    }

    private static final String FIELDS =
            "      IFS=:\n      # shellcheck disable=SC2086 # a word for each field\n      set -- $line\n";

    /**
     * Replaces a file of the accounts.
     *
     * @param clauses of a {@code case} of each line, which may set {@code line} or go on to the next
     * @param more shell that prints further lines
     */
    private static String rewrite(String file, String clauses, String more) {
        return """
               cp -p %1$s %2$s || { rm -f %2$s; exit 1; }
               (
                 set -f
                 while IFS= read -r line || [ -n "$line" ]; do
                   case $line in
                   %3$s  esac
                   printf '%%s\\n' "$line" || exit
                 done <%1$s
               %4$s) >%2$s || {
                 printf '%%s could not be written anew: is its file system full?\\n' %1$s >&2
                 rm -f %2$s
                 exit 1
               }
               mv -f %2$s %1$s
               """.formatted(file, Paths.fresh(file), clauses, more);
    }

    /** A clause by which the line of a name is left out. */
    private static String goes(String name) {
        return Sh.quote(name) + ":*) continue ;;\n";
    }

    /** A clause by which a user is no member any more. */
    private static String leaves(String user) {
        return "*[:,]" + Sh.quote(user) + "|*[:,]" + Sh.quote(user) + ",*)\n      members=,${line##*:},\n"
                + "      members=${members%%," + Sh.quote(user) + ",*},${members#*," + Sh.quote(user) + ",}\n"
                + "      members=${members#,}\n      line=${line%:*}:${members%,} ;;\n";
    }

    private static String memberships(UserType.Desired want) {
        StringBuilder clauses = new StringBuilder();
        String user = Sh.quote(want.name());
        for (String group : want.groups()) {
            String name = Sh.quote(group);
            clauses.append(name + ":*[:,]" + user + "|" + name + ":*[:,]" + user + ",*) ;;\n    ");
            clauses.append(
                    name + ":*:) line=${line}" + user + " ;;\n    " + name + ":*) line=$line," + user + " ;;\n    ");
        }
        if (want.exclusive()) {
            clauses.append(leaves(want.name()));
        }
        StringBuilder there = new StringBuilder();
        want.groups().forEach(group -> there.append(groupThere(group)));
        return clauses.isEmpty() ? "" : there + rewrite(GROUP, clauses.toString(), "");
    }

    /** Sets {@code number} to a group's, or to nothing. */
    private static String lookup(String file, String quotedName) {
        return """
               number=
               while IFS=: read -r name x id rest; do
                 : "$x$rest"
                 case $name in %s) number=$id; break ;; esac
               done <%s
               """.formatted(quotedName, file);
    }

    /** Sets {@code gid} to that of a group that has to be there. */
    private static String groupThere(String group) {
        return lookup(GROUP, Sh.quote(group)) + "[ -n \"$number\" ] || { echo " + Sh.quote("there is no group " + group)
                + " >&2; exit 1; }\ngid=$number\n";
    }

    private static String ownGroup(String name) {
        return lookup(GROUP, Sh.quote(name)) + "gid=$number\nif [ -z \"$gid\" ]; then\nlowest=$uid\n" + taken(GROUP)
                + firstFree("gid", "$lowest") + addGroup(name) + "fi\n";
    }

    private static String addGroup(String name) {
        return rewrite(GROUP, goes(name), "  printf '%s:x:%s:\\n' " + Sh.quote(name) + " \"$gid\"\n");
    }

    /** Sets a number that nobody has: the wanted one, or the first. */
    private static String free(String file, String variable, Optional<String> wanted, boolean system) {
        return taken(file)
                + wanted.map(id -> variable + "=" + id + "\ncase $taken in *' " + id + " '*) echo "
                                + Sh.quote("the " + variable + " " + id + " is taken") + " >&2; exit 1 ;; esac\n")
                        .orElseGet(() -> firstFree(variable, system ? "100" : "1000"));
    }

    private static String taken(String file) {
        return """
               taken=' '
               while IFS=: read -r name x id rest; do
                 : "$name$x$rest"
                 taken="$taken$id "
               done <%s
               """.formatted(file);
    }

    private static String firstFree(String variable, String from) {
        return """
               %1$s=%2$s
               while case $taken in *" $%1$s "*) ;; *) false ;; esac; do %1$s=$((%1$s + 1)); done
               """.formatted(variable, from);
    }

    private static String makeHome(String home) {
        return """
               if [ ! -d %1$s ]; then
                 mkdir -p %1$s
                 [ ! -d /etc/skel ] || cp -a /etc/skel/. %1$s
                 chown -R "$uid:$gid" %1$s
               fi
               """.formatted(home);
    }

    private static String field(Optional<String> wanted, int number) {
        return wanted.map(Sh::quote).orElse("${" + number + "-}");
    }
}
