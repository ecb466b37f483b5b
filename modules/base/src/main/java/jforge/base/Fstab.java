package jforge.base;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jforge.resource.Question;
import jforge.resource.QuestionKind;

/** All entries of /etc/fstab; comments and blank lines are left out. */
record Fstab() implements Question<List<Fstab.Entry>> {
    private static final QuestionKind<Fstab, List<Entry>> KIND = new Kind();

    /** One line, its fields as the file has them: a blank is \040. */
    record Entry(String source, String point, String type, String options, String dump, String pass) {
        String line() {
            return String.join(" ", source, point, type, options, dump, pass);
        }
    }

    /** A field as /etc/fstab and the kernel write it. */
    static String escaped(String text) {
        return text.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    @Override
    public QuestionKind<Fstab, List<Entry>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return "";
    }

    private static final class Kind implements QuestionKind<Fstab, List<Entry>> {
        @Override
        public String name() {
            return "fstab";
        }

        @Override
        public String script(List<Fstab> questions) {
            return """
                    if [ -e /etc/fstab ]; then
                      while read -r a b c d e f _ || [ -n "$a" ]; do
                        case $a in '' | '#'*) ;; *) printf '%s\\n' "$a $b $c ${d:-defaults} ${e:-0} ${f:-0}" ;; esac
                        a=''
                      done </etc/fstab
                    fi
                    """;
        }

        @Override
        public List<List<Entry>> read(List<Fstab> questions, byte[] frame) {
            List<Entry> entries = new ArrayList<>();
            for (String line : Lines.of(frame)) {
                String[] f = line.split(" ", 6);
                entries.add(new Entry(f[0], f[1], f[2], f[3], f[4], f[5]));
            }
            return Collections.nCopies(questions.size(), List.copyOf(entries));
        }
    }
}
