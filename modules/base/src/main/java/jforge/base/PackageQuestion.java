package jforge.base;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * A package, and what is wanted of it: so that the manager's simulation of all that is to do comes with the same answer.
 *
 * @param version exact, or a beginning and an asterisk; empty where any will do
 * @param hold whether it should be held; empty where that is left as it is
 */
record PackageQuestion(
        String name, Optional<String> version, boolean absent, boolean recommends, Optional<Boolean> hold)
        implements Question<PackageQuestion.Answer> {
    static final QuestionKind<PackageQuestion, Answer> KIND = new Kind();

    /**
     * @param installed its version; empty where it is not installed, be its configuration files there or not
     * @param leftover it is not installed, and its configuration files are there
     * @param lists how old the package lists are; FRESH where nothing is to do
     * @param simulation what is to come: of all packages together, of this one alone where together it can't be done or
     *     takes others away; empty where nothing is to do
     * @param leaving names of all that are declared absent: that these go is meant
     * @param holds names of all that are held and of which it is not declared: these are left alone
     * @param canHold the manager can hold packages
     */
    record Answer(
            PackageTool manager,
            Optional<String> installed,
            boolean leftover,
            boolean held,
            PackageLists lists,
            Optional<Simulation> simulation,
            Set<String> leaving,
            Set<String> holds,
            boolean canHold) {}

    @Override
    public QuestionKind<PackageQuestion, Answer> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name + "\0" + version.orElse("") + "\0" + absent + recommends + hold;
    }

    /** As it is named in a simulation: NAME, NAME=VERSION, or NAME- where it goes. */
    String operand() {
        return absent ? name + "-" : name + version.map(v -> "=" + v).orElse("");
    }

    /** Whether what is installed will do. */
    boolean satisfiedBy(Optional<String> installed, PackageTool manager) {
        return absent
                ? installed.isEmpty()
                : installed.isPresent()
                        && version.map(v -> manager.matches(v, installed.get())).orElse(true);
    }

    private static final class Kind implements QuestionKind<PackageQuestion, Answer> {
        @Override
        public String name() {
            return "packages";
        }

        @Override
        public List<String> touches() {
            return Dnf.TOUCHES;
        }

        /** The host's manager is asked: where nothing is to do, one process. */
        @Override
        public String script(List<PackageQuestion> questions) {
            StringBuilder script = new StringBuilder();
            for (PackageTool manager : PackageTool.ALL) {
                script.append(script.length() == 0 ? "if" : "elif")
                        .append(" command -v ")
                        .append(manager.program())
                        .append(" >/dev/null; then\necho 'manager ")
                        .append(manager.key())
                        .append("'\n")
                        .append(manager.ask(questions));
            }
            return script.append("else\n  echo 'this host has neither apt nor dnf' >&2\n  exit 1\nfi\n")
                    .toString();
        }

        @Override
        public List<Answer> read(List<PackageQuestion> questions, byte[] frame) throws UnreadableException {
            return new PackageReader(questions).read(frame);
        }
    }
}
