package jforge.base;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Sh;
import jforge.question.Digest;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * What jforge unpacked into a directory, and what has become of it. Beside each name its type, mode, owner, and of files size
 * and time of the last change are compared with what was written down when they were unpacked.
 *
 * @param others whether what else is there is left alone, and not looked at
 */
record Unpacked(String path, boolean others) implements Question<Unpacked.Found> {
    private static final Kind KIND = new Kind();

    /**
     * @param id of what was unpacked there, as the marker has it; empty where there is none
     * @param stands what stands at the path: d a directory, n nothing, o something else
     * @param names some of the extra ones
     */
    record Found(String id, char stands, int files, int gone, int changed, int extra, List<String> names) {}

    /**
     * A file below jforge's directory, but for a dash and the directory's inode: the id, then a line each of what was
     * unpacked. By the inode it goes with the directory when that takes its place.
     */
    static String marker(String path) {
        return "$STATE/archives/" + Digest.of(path).substring(0, 32);
    }

    /**
     * Shell functions. {@code arc_list DIRECTORY} prints a line for each thing below it; {@code arc_known DIRECTORY MARKER}
     * one for each thing of the marker that is there.
     */
    static final String LIST = """
            arc_list() {
              ( cd "$1" && find . -mindepth 1 -type d -exec stat -c '%f %u:%g 0 0 %n' {} + &&
                find . -mindepth 1 ! -type d -exec stat -c '%f %u:%g %s %Y %n' {} + )
            }
            arc_known() {
              ( cd "$1" && arc_there "$2" d | xargs -0 -r stat -c '%f %u:%g 0 0 %n' &&
                arc_there "$2" o | xargs -0 -r stat -c '%f %u:%g %s %Y %n' )
            }
            arc_there() {
              {
                IFS= read -r x
                while IFS= read -r x; do
                  x=${x#* * * * } k=o
                  if [ -d "$x" ] && [ ! -L "$x" ]; then k=d; fi
                  if [ "$k" = "$2" ] && { [ -e "$x" ] || [ -L "$x" ]; }; then printf '%s\\000' "$x"; fi
                done
              } <"$1"
            }
            """;

    /** A shell function: {@code arc_beside DIRECTORY} succeeds when a run that died left something beside it. */
    static final String BESIDE = """
            arc_beside() {
              x=${1%/*}/.${1##*/}.jforge
              [ -e "$x-old" ] || [ -e "$x-new" ] || [ -e "$x-archive" ]
            }
            """;

    /**
     * A shell function for after it: {@code arc_compare DIRECTORY MARKER OTHERS} prints how many of the marker's there are, are
     * gone, are changed, how many others there are, and names of those.
     */
    static final String COMPARE = """
            arc_compare() {
              { if [ "$3" = y ]; then arc_known "$1" "$2"; else arc_list "$1"; fi || echo failed; } | awk -v most=5 '
                function name(l) { sub(/^[^ ]* [^ ]* [^ ]* [^ ]* /, "", l); return l }
                known && FNR == 1 { next }
                known { all++; want[name($0)] = $0; next }
                $0 == "failed" { exit 1 }
                { n = name($0); if (!(n in want)) { if (extra++ < most) more = more "extra " n "\\n"; next } seen++ }
                want[n] != $0 { changed++ }
                END { printf "%d %d %d %d\\n%s", all, all - seen, changed, extra, more }' known=1 "$2" known=0 -
            }
            """;

    @Override
    public QuestionKind<Unpacked, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path;
    }

    private static final class Kind implements QuestionKind<Unpacked, Found> {
        @Override
        public String name() {
            return "unpacked";
        }

        @Override
        public String script(List<Unpacked> questions) {
            StringBuilder script = new StringBuilder(LIST + COMPARE + BESIDE);
            script.append("""
                    one() {
                      i='' s=o
                      if [ -d "$1" ] && [ ! -L "$1" ]; then s=d; elif [ ! -e "$1" ] && [ ! -L "$1" ]; then s=n; fi
                      m=$2
                      if [ "$s" = d ]; then
                        m=$(stat -c %i "$1") || return
                        m=$2-$m
                        if [ -r "$m" ]; then IFS= read -r i <"$m" || i=''; fi
                        if [ -n "$i" ] && arc_beside "$1"; then i="$i, with remains of a run that died"; fi
                      fi
                      printf 'at %s %s\\n' "$s" "$i"
                      [ "$s" = d ] || return 0
                      if [ -n "$i" ]; then arc_compare "$1" "$m" "$3"; else arc_compare "$1" /dev/null "$3"; fi
                    }
                    """);
            for (Unpacked q : questions) {
                script.append("one ")
                        .append(Sh.quote(q.path))
                        .append(" \"")
                        .append(marker(q.path))
                        .append("\" ")
                        .append(q.others ? "y" : "n")
                        .append(" || exit\n");
            }
            return script.toString();
        }

        @Override
        public List<Found> read(List<Unpacked> questions, byte[] frame) throws UnreadableException {
            List<String> lines = new ArrayList<>(Lines.of(frame));
            List<Found> found = new ArrayList<>();
            while (!lines.isEmpty()) {
                found.add(one(lines));
            }
            if (found.size() != questions.size()) {
                throw new UnreadableException("an answer a directory expected");
            }
            return found;
        }

        private static Found one(List<String> lines) throws UnreadableException {
            String[] at = lines.remove(0).split(" ", 3);
            if (at.length != 3 || !at[0].equals("at")) {
                throw new UnreadableException("what stands at the path expected");
            }
            int[] counts = new int[4];
            List<String> names = new ArrayList<>();
            if (at[1].equals("d")) {
                String[] numbers =
                        lines.isEmpty() ? new String[0] : lines.remove(0).split(" ");
                for (int i = 0; i < counts.length; i++) {
                    if (numbers.length != counts.length || !numbers[i].matches("[0-9]{1,9}")) {
                        throw new UnreadableException("four numbers expected");
                    }
                    counts[i] = Integer.parseInt(numbers[i]);
                }
                while (!lines.isEmpty() && lines.get(0).startsWith("extra ")) {
                    names.add(lines.remove(0).substring("extra ./".length()));
                }
            }
            return new Found(at[2], at[1].charAt(0), counts[0], counts[1], counts[2], counts[3], names);
        }
    }
}
