package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Merge;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.resource.Fields;
import jforge.resource.Merging;
import jforge.resource.Neighbours;
import jforge.resource.Resource;
import jforge.source.InventoryException;

/**
 * Files that make sense together only: put in place together, checked in their places, and put back together where the check
 * fails.
 *
 * @param check the command; empty while only other members say it
 */
record FileGroup(String name, Optional<String> check) {
    static Optional<FileGroup> parse(Fields fields) {
        Optional<String> name = fields.optionalText("validate-group");
        if (name.filter(n -> !n.matches("[A-Za-z0-9_-]{1,60}")).isPresent()) {
            throw fields.fault("validate-group", "a group's name is letters, digits, _ and -");
        }
        return name.map(n -> new FileGroup(n, fields.optionalText("validate")));
    }

    String shown() {
        return "together, by: " + check.orElse("");
    }

    Merging.Group members() {
        return new Merging.Group(name, Merge.Bond.WHOLE);
    }

    GroupOwed owed() {
        return new GroupOwed(name);
    }

    /** With the command that one of the group says, or several alike. */
    FileGroup among(Resource<FileType.Wanted, ?> own, Neighbours neighbours) {
        Optional<Resource<?, ?>> first = Optional.empty();
        Optional<String> found = Optional.empty();
        for (Resource<?, ?> other : neighbours.ofType("file")) {
            Optional<String> said = checkOf(other);
            if (said.isPresent() && found.isPresent() && !said.equals(found)) {
                throw new InventoryException(
                        other.mark(),
                        "group " + name + " is checked otherwise in "
                                + first.orElseThrow().mark()
                                + "; a group has one \"validate\", which one of its files says, or all alike");
            }
            if (said.isPresent() && found.isEmpty()) {
                first = Optional.of(other);
                found = said;
            }
        }
        if (found.isEmpty()) {
            throw new InventoryException(
                    own.mark(),
                    "nothing checks group " + name + "; give one of its files \"validate\", such as nginx -t");
        }
        return new FileGroup(name, found);
    }

    private Optional<String> checkOf(Resource<?, ?> other) {
        return other.desired() instanceof FileType.Wanted file
                ? file.group().filter(g -> g.name.equals(name)).flatMap(FileGroup::check)
                : Optional.empty();
    }

    /**
     * Saves what is there and says so before the first change: who finds that later knows that a run died, and puts it back.
     *
     * @param files of this group
     */
    Command command(List<FileType.Wanted> files) {
        String group = "g=$STATE/groups/" + name + "\n";
        StringBuilder test = new StringBuilder(group);
        test.append("for i in \"$g\" \"$g.new\" \"$g.old\"; do [ ! -e \"$i\" ] || return 1; done\n");
        StringBuilder change = new StringBuilder(group).append(BEGIN);
        List<Payload> payloads = new ArrayList<>();
        StringBuilder puts = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            FileType.Wanted file = files.get(i).alone();
            Command one = file.absent() ? FileType.remove(file.path()) : FileScript.write(file);
            String letters = letters(i);
            test.append("member() {\n").append(named(one.test(), letters)).append("\n}\nmember || return 1\n");
            change.append(FileScript.located(file))
                    .append("save ")
                    .append(i)
                    .append(" || { rm -rf \"$g.new\"; return 1; }\n");
            puts.append("put() {\n").append(named(one.change(), letters)).append("\n}\n( put ) || undo || return 1\n");
            one.payloads().forEach(p -> payloads.add(renamed(p, letters)));
        }
        change.append("mv \"$g.new\" \"$g\" || return 1\n").append(puts);
        change.append("check() {\n")
                .append(check.orElse("false"))
                .append("\n}\n")
                .append(END.formatted(Sh.quote(name)));
        return new Command(test.toString(), change.toString(), payloads);
    }

    private static final String BEGIN = """
            restore() {
              for i in "$g"/*.path; do
                [ -e "$i" ] || continue
                f=$(cat "$i"; printf .)
                f=${f%.}
                if [ ! -e "${i%.path}.was" ] && [ ! -L "${i%.path}.was" ]; then
                  rm -f "$f" || return 1
                  continue
                fi
                n=${f%/*}/.${f##*/}.jforge-new
                rm -f "$n"
                cp -pP "${i%.path}.was" "$n" || return 1
                mv -f "$n" "$f" 2>/dev/null || { cat "$n" >"$f" && rm -f "$n"; } || return 1
              done
            }
            settle() {
              mv "$g" "$g.old" && rm -rf "$g.old"
            }
            undo() {
              if restore; then settle; else printf 'what was there is kept in %s\n' "$g" >&2; fi
              return 1
            }
            save() {
              printf %s "$f" >"$g.new/$1.path" || return 1
              if [ -f "$f" ] || [ -L "$f" ]; then
                cp -pP "$f" "$g.new/$1.was"
              elif [ -e "$f" ]; then
                printf '%s is no regular file\\n' "$f" >&2
                return 1
              fi
            }
            rm -rf "$g.new" "$g.old"
            if [ -d "$g" ]; then
              restore || return 1
              settle || return 1
            fi
            ( umask 077 && mkdir -p "$STATE/groups" && mkdir "$g.new" ) || return 1
            """;

    private static final String END = """
            if ( umask 022 && cd / && check ) </dev/null; then
              settle
              return
            fi
            printf 'group %%s is put back as it was\n' %s >&2
            undo""";

    /** Payloads of a command have letters for their names. */
    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .mapToObj(c -> String.valueOf((char) (c <= '9' ? c - '0' + 'a' : c + 10)))
                .reduce("", String::concat);
    }

    private static String named(String shell, String letters) {
        return shell.replace("payload content >\"$n\"", "payload content" + letters + " >\"$n\"")
                .replace("payload content | cmp", "payload content" + letters + " | cmp");
    }

    private static Payload renamed(Payload payload, String letters) {
        if (payload instanceof Payload.Inline inline) {
            return new Payload.Inline(inline.name() + letters, inline.text());
        }
        Payload.Local local = (Payload.Local) payload;
        return new Payload.Local(local.name() + letters, local.path(), local.sha256(), local.size());
    }
}
