package jforge.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * A user's authorized_keys and what stands around it. Nothing is read through a symbolic link: the user may have made it.
 *
 * @param user letters, digits and what {@link AccountName} allows besides, but no dollar sign
 */
record KeysFile(String user) implements Question<KeysFile.Found> {
    private static final Kind KIND = new Kind();
    /** Of lines in a file; one more is read, to know that there are more. */
    static final int MOST_LINES = 5000;

    /**
     * @param home where the host says that the user's home is; empty where there is no such user
     * @param at what stands at the home, its .ssh, the file and .ssh/authorized_keys2, in that order; empty where nothing does
     * @param readable the file could be read, or isn't there
     * @param lines of the file
     */
    record Found(String home, List<Optional<Spot>> at, boolean readable, List<String> lines) {
        Optional<Spot> directory() {
            return at.get(1);
        }

        Optional<Spot> file() {
            return at.get(2);
        }
    }

    /** @param mode four octal digits */
    record Spot(char type, String mode, String uid, String owner) {
        static final char DIRECTORY = 'd';
        static final char FILE = 'f';
    }

    @Override
    public QuestionKind<KeysFile, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return user;
    }

    private static final class Kind implements QuestionKind<KeysFile, Found> {
        @Override
        public String name() {
            return "authorized-keys";
        }

        /** The shell itself knows homes, from wherever the host looks users up. */
        @Override
        public String script(List<KeysFile> questions) {
            StringBuilder homes = new StringBuilder("set --\n");
            questions.forEach(q -> homes.append("h=~").append(q.user).append("\nset -- \"$@\" \"$h\"\n"));
            return """
                    %sfor h do
                      shift
                      case $h in '~'*) h='' ;; esac
                      printf '%%s\\n' "$h"
                      for p in "$h" "$h/.ssh" "$h/.ssh/authorized_keys" "$h/.ssh/authorized_keys2"; do
                        if [ -n "$h" ] && { [ -e "$p" ] || [ -L "$p" ]; }; then
                          printf p
                          set -- "$@" "$p"
                        else
                          printf a
                        fi
                      done
                      f=$h/.ssh/authorized_keys
                      if [ -z "$h" ] || [ -L "$h/.ssh" ] || [ -L "$f" ]; then
                        printf 'n\\n'
                      elif [ -f "$f" ] && [ -r "$f" ]; then
                        printf 'y\\n'
                      elif [ -e "$f" ] || { [ -d "$h/.ssh" ] && [ ! -x "$h/.ssh" ]; }; then
                        printf 'd\\n'
                      else
                        printf 'n\\n'
                      fi
                    done
                    [ $# -eq 0 ] || stat -c 'stat %%f:%%u:%%U' -- "$@" || exit
                    %si=0
                    for h do
                      shift
                      f=$h/.ssh/authorized_keys
                      if [ ! -L "$h/.ssh" ] && [ ! -L "$f" ] && [ -f "$f" ] && [ -r "$f" ]; then
                        set -- "$@" "n=$i" "$f"
                      fi
                      i=$((i + 1))
                    done
                    [ $# -eq 0 ] || awk 'FNR <= %d { print "line " n ":" substr($0, 1, 20000) }' "$@"
                    """.formatted(homes, homes, MOST_LINES + 1);
        }

        @Override
        public List<Found> read(List<KeysFile> questions, byte[] frame) throws UnreadableException {
            List<String> all = List.of(Lines.text(frame).split("\n", -1));
            if (all.size() < 2 * questions.size()) {
                throw new UnreadableException("two lines a user expected");
            }
            List<String> heads = all.subList(0, 2 * questions.size());
            List<String> stats = new ArrayList<>();
            Map<Integer, List<String>> lines = new HashMap<>();
            for (String line : all.subList(heads.size(), all.size())) {
                if (line.startsWith("stat ")) {
                    stats.add(line.substring(5));
                } else if (line.startsWith("line ")) {
                    int colon = line.indexOf(':');
                    lines.computeIfAbsent(Integer.valueOf(line.substring(5, colon)), n -> new ArrayList<>())
                            .add(line.substring(colon + 1));
                } else if (!line.isEmpty()) {
                    throw new UnreadableException("a stat or a line expected");
                }
            }
            List<Found> found = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                found.add(found(heads.get(2 * i), heads.get(2 * i + 1), stats, lines.getOrDefault(i, List.of())));
            }
            return found;
        }

        private static Found found(String home, String flags, List<String> stats, List<String> lines)
                throws UnreadableException {
            if (flags.length() != 5) {
                throw new UnreadableException("five flags expected, not \"" + flags + "\"");
            }
            List<Optional<Spot>> at = new ArrayList<>();
            for (char flag : flags.substring(0, 4).toCharArray()) {
                at.add(flag == 'a' ? Optional.empty() : Optional.of(spot(stats)));
            }
            return new Found(home, at, flags.charAt(4) != 'd', lines);
        }

        private static Spot spot(List<String> stats) throws UnreadableException {
            String[] parts = stats.isEmpty() ? new String[0] : stats.remove(0).split(":", -1);
            if (parts.length != 3 || !parts[0].matches("[0-9a-f]{1,8}")) {
                throw new UnreadableException("stat printed something else");
            }
            int raw = Integer.parseInt(parts[0], 16);
            char type = switch (raw & 0170000) {
                case 0100000 -> Spot.FILE;
                case 0040000 -> Spot.DIRECTORY;
                case 0120000 -> 'l';
                default -> 'o';
            };
            return new Spot(type, String.format("%04o", raw & 07777), parts[1], parts[2]);
        }
    }
}
