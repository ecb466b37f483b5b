package jforge.question;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * Where something is mounted at a path or below it.
 *
 * @param path absolute
 */
public record MountsBelow(String path) implements Question<List<String>> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<MountsBelow, List<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path;
    }

    private static final class Kind implements QuestionKind<MountsBelow, List<String>> {
        @Override
        public String name() {
            return "mounts-below";
        }

        @Override
        public String script(List<MountsBelow> questions) {
            String patterns = questions.stream()
                    .map(q -> Sh.quote(MountPoint.escaped(q.path)))
                    .map(p -> p.equals("/") ? "/*" : p + " | " + p + "/*")
                    .collect(Collectors.joining(" | "));
            return """
                    while read -r _ _ _ _ point _; do
                      case $point in
                      %s) printf '%%s\\n' "$point" ;;
                      esac
                    done </proc/self/mountinfo
                    """.formatted(patterns);
        }

        @Override
        public List<List<String>> read(List<MountsBelow> questions, byte[] bytes) throws UnreadableException {
            Set<String> points = new LinkedHashSet<>();
            for (String line : Frame.text(bytes).split("\n")) {
                points.add(MountPoint.unescaped(line));
            }
            List<List<String>> answers = new ArrayList<>();
            for (MountsBelow question : questions) {
                String prefix = question.path.equals("/") ? "/" : question.path + "/";
                answers.add(points.stream()
                        .filter(p -> p.equals(question.path) || p.startsWith(prefix))
                        .toList());
            }
            return answers;
        }
    }
}
