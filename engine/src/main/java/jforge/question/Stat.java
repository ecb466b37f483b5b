package jforge.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * What stands at a path.
 *
 * @param path absolute
 * @param followed a symbolic link counts as what it leads to; a dangling one as absent
 */
public record Stat(String path, boolean followed) implements Question<Stat.Entry> {
    private static final Kind NAMED = new Kind("stat", "");
    private static final Kind FOLLOWED = new Kind("stat-followed", "-L ");

    public Stat(String path) {
        this(path, false);
    }

    @Override
    public QuestionKind<Stat, Entry> kind() {
        return followed ? FOLLOWED : NAMED;
    }

    @Override
    public String sortKey() {
        return path;
    }

    /** The answer. */
    public sealed interface Entry {
        default boolean exists() {
            return this instanceof Present;
        }

        /** There is nothing, nor a directory to make it in. */
        default boolean isOrphan() {
            return this instanceof Absent absent && !absent.directory();
        }

        default boolean is(Type type) {
            return this instanceof Present present && present.type() == type;
        }
    }

    /**
     * Nothing is there.
     *
     * @param directory whether there is a directory to make it in
     */
    public record Absent(boolean directory) implements Entry {}

    /** A directory on the way may not be entered by the user that looks. */
    public record Denied() implements Entry {}

    /**
     * Something is there. Sizes, times and link counts are left out: they wander.
     *
     * @param mode four octal digits
     * @param owner the user's name; "UNKNOWN" where the number has none
     * @param group the group's name; "UNKNOWN" where the number has none
     */
    public record Present(Type type, String mode, long uid, long gid, String owner, String group) implements Entry {}

    public enum Type {
        FILE,
        DIRECTORY,
        LINK,
        /** A device, a socket, a pipe. */
        OTHER;

        private static Type of(int rawMode) {
            return switch (rawMode & 0170000) {
                case 0100000 -> FILE;
                case 0040000 -> DIRECTORY;
                case 0120000 -> LINK;
                default -> OTHER;
            };
        }
    }

    private record Kind(String name, String option) implements QuestionKind<Stat, Entry> {
        @Override
        public String script(List<Stat> questions) {
            String dangling = option.isEmpty() ? " || [ -L \"$p\" ]" : "";
            return """
                    set --
                    for p in %s; do
                      if [ -e "$p" ]%s; then
                        printf p
                        set -- "$@" "$p"
                        continue
                      fi
                      d=${p%%/*}
                      if [ -d "$d/" ]; then a=a; else a=o; fi
                      while [ -n "$d" ] && [ ! -e "$d" ]; do d=${d%%/*}; done
                      if [ -d "$d/" ] && [ ! -x "$d/" ]; then printf d; else printf %%s $a; fi
                    done
                    printf '\\n'
                    [ $# -eq 0 ] || stat %s-c %%f:%%u:%%g:%%U:%%G -- "$@"
                    """.formatted(
                    Sh.words(questions.stream().map(Stat::path).collect(Collectors.toList())), dangling, option);
        }

        @Override
        public List<Entry> read(List<Stat> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Entry> answers = new ArrayList<>();
            for (char flag : frame.flags(questions.size()).toCharArray()) {
                answers.add(
                        switch (flag) {
                            case 'a' -> new Absent(true);
                            case 'o' -> new Absent(false);
                            case 'd' -> new Denied();
                            default -> present(frame.line());
                        });
            }
            frame.end();
            return answers;
        }

        private static Present present(String line) throws UnreadableException {
            String[] fields = line.split(":", -1);
            if (fields.length != 5 || !fields[0].matches("[0-9a-f]{1,8}")) {
                throw new UnreadableException("stat printed \"" + line + "\"");
            }
            int raw = Integer.parseInt(fields[0], 16);
            String mode = String.format(Locale.ROOT, "%04o", raw & 07777);
            return new Present(
                    Type.of(raw), mode, Frame.number(fields[1]), Frame.number(fields[2]), fields[3], fields[4]);
        }
    }
}
