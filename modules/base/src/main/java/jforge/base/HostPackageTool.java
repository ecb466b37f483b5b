package jforge.base;

import java.util.Collections;
import java.util.List;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** Which manager of packages the host has. */
record HostPackageTool() implements Question<PackageTool> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<HostPackageTool, PackageTool> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return "";
    }

    private static final class Kind implements QuestionKind<HostPackageTool, PackageTool> {
        @Override
        public String name() {
            return "package-manager";
        }

        /** Builtins alone. */
        @Override
        public String script(List<HostPackageTool> questions) {
            StringBuilder script = new StringBuilder();
            for (PackageTool manager : PackageTool.ALL) {
                script.append(script.length() == 0 ? "if" : "elif")
                        .append(" command -v ")
                        .append(manager.program())
                        .append(" >/dev/null; then\n  echo ")
                        .append(manager.key())
                        .append('\n');
            }
            return script.append("else\n  echo 'this host has neither apt nor dnf' >&2\n  exit 1\nfi\n")
                    .toString();
        }

        @Override
        public List<PackageTool> read(List<HostPackageTool> questions, byte[] frame) throws UnreadableException {
            String key = String.join("\n", Lines.of(frame));
            PackageTool found = PackageTool.ALL.stream()
                    .filter(m -> m.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new UnreadableException("no manager of packages that is known: " + key));
            return Collections.nCopies(questions.size(), found);
        }
    }
}
