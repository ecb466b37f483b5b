package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * The digest of a regular file, in lower case hex; empty where there is none that can be read.
 *
 * @param algorithm sha256 or sha512
 */
record FileDigest(String path, String algorithm) implements Question<Optional<String>> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<FileDigest, Optional<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return algorithm + "\0" + path;
    }

    private static final class Kind implements QuestionKind<FileDigest, Optional<String>> {
        @Override
        public String name() {
            return "file-digest";
        }

        /** A line each of those that are there; a name with a backslash has one in front of its digest. */
        @Override
        public String script(List<FileDigest> questions) {
            StringBuilder script = new StringBuilder();
            for (String algorithm : List.of("sha256", "sha512")) {
                List<String> paths = questions.stream()
                        .filter(q -> q.algorithm.equals(algorithm))
                        .map(FileDigest::path)
                        .collect(Collectors.toList());
                if (!paths.isEmpty()) {
                    script.append("""
                            set --
                            # shellcheck disable=SC2043 # one is a list too
                            for p in %s; do
                              if [ -f "$p" ] && [ -r "$p" ]; then
                                printf f
                                set -- "$@" "$p"
                              else
                                printf n
                              fi
                            done
                            printf '\\n'
                            [ $# -eq 0 ] || %ssum -- "$@" || exit
                            """.formatted(Sh.words(paths), algorithm));
                }
            }
            return script.toString();
        }

        @Override
        public List<Optional<String>> read(List<FileDigest> questions, byte[] frame) throws UnreadableException {
            List<String> lines = new ArrayList<>(Lines.of(frame));
            List<Optional<String>> answers = new ArrayList<>();
            for (int i = 0; i < questions.size(); ) {
                String flags = lines.isEmpty() ? "" : lines.remove(0);
                String algorithm = questions.get(i).algorithm;
                for (char flag : flags.toCharArray()) {
                    if (i == questions.size() || !questions.get(i).algorithm.equals(algorithm)) {
                        throw new UnreadableException("more answers than files");
                    }
                    answers.add(flag == 'f' ? Optional.of(digest(lines)) : Optional.empty());
                    i++;
                }
                if (flags.isEmpty()) {
                    throw new UnreadableException("fewer answers than files");
                }
            }
            return answers;
        }

        private static String digest(List<String> lines) throws UnreadableException {
            String line = lines.isEmpty() ? "" : lines.remove(0);
            String hex = (line.startsWith("\\") ? line.substring(1) : line).split(" ", 2)[0];
            if (!hex.matches("[0-9a-f]{64}|[0-9a-f]{128}")) {
                throw new UnreadableException("a digest expected");
            }
            return hex;
        }
    }
}
