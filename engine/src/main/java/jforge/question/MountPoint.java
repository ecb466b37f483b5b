package jforge.question;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * Whether something is mounted right at a path: such a file can't be replaced by a rename.
 *
 * @param path absolute
 */
public record MountPoint(String path) implements Question<Boolean> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<MountPoint, Boolean> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path;
    }

    private static final class Kind implements QuestionKind<MountPoint, Boolean> {
        @Override
        public String name() {
            return "mount-point";
        }

        @Override
        public String script(List<MountPoint> questions) {
            StringBuilder cases = new StringBuilder();
            for (int i = 0; i < questions.size(); i++) {
                cases.append("    ").append(Sh.quote(escaped(questions.get(i).path)));
                cases.append(") mounted=\"$mounted ").append(i).append(" \" ;;\n");
            }
            return """
                    mounted=''
                    while read -r _ _ _ _ point _; do
                      case $point in
                    %s  esac
                    done </proc/self/mountinfo
                    i=0
                    while [ "$i" -lt %d ]; do
                      case $mounted in *" $i "*) printf m ;; *) printf n ;; esac
                      i=$((i + 1))
                    done
                    printf '\\n'
                    """.formatted(cases, questions.size());
        }

        @Override
        public List<Boolean> read(List<MountPoint> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Boolean> answers = new ArrayList<>();
            for (char flag : frame.flags(questions.size()).toCharArray()) {
                answers.add(flag == 'm');
            }
            frame.end();
            return answers;
        }
    }

    /** A path as the kernel writes it. */
    public static String escaped(String path) {
        return path.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    static String unescaped(String point) {
        return point.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
