package jforge.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * What a symbolic link holds; empty where no link is.
 *
 * @param path absolute
 */
public record LinkTarget(String path) implements Question<Optional<String>> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<LinkTarget, Optional<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path;
    }

    private static final class Kind implements QuestionKind<LinkTarget, Optional<String>> {
        @Override
        public String name() {
            return "link-target";
        }

        /** BusyBox has no {@code readlink -z}, and reads one link a process. */
        @Override
        public String script(List<LinkTarget> questions) {
            return """
                    set --
                    for p in %s; do
                      if [ -L "$p" ]; then
                        printf l
                        set -- "$@" "$p"
                      else
                        printf n
                      fi
                    done
                    printf '\\n'
                    if [ $# -eq 0 ]; then
                      :
                    elif readlink -z "$1" >/dev/null 2>&1; then
                      readlink -z "$@"
                    else
                      for p; do readlink -n "$p" && printf '\\000' || exit; done
                    fi
                    """.formatted(
                            Sh.words(questions.stream().map(LinkTarget::path).collect(Collectors.toList())));
        }

        @Override
        public List<Optional<String>> read(List<LinkTarget> questions, byte[] bytes) throws UnreadableException {
            Frame frame = new Frame(bytes);
            List<Optional<String>> answers = new ArrayList<>();
            for (char flag : frame.flags(questions.size()).toCharArray()) {
                answers.add(flag == 'l' ? Optional.of(Frame.text(frame.until((byte) 0))) : Optional.empty());
            }
            frame.end();
            return answers;
        }
    }
}
