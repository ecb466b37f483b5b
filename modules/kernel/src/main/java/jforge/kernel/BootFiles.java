package jforge.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** All that a host's files say of kernel settings, and the programs there that apply them. */
record BootFiles() implements Question<BootFiles.Found> {
    static final QuestionKind<BootFiles, Found> KIND = new Kind();

    /**
     * The answer.
     *
     * @param files in the order of {@link Rules#DIRECTORIES}, those of one directory by name; /etc/sysctl.conf last
     * @param appliers at most one for the boot, SYSTEMD, and one for {@code sysctl}
     */
    record Found(List<File> files, Set<Applier> appliers) {
        Found {
            files = List.copyOf(files);
            appliers = Set.copyOf(appliers);
        }

        /** Cheap, since it is looked up for each setting. */
        @Override
        public int hashCode() {
            return 31 * files.size() + appliers.hashCode();
        }

        /** As a boot finds it: what is below /run is gone by then, and a link that leads there leads nowhere. */
        Found afterBoot() {
            List<File> left = files.stream()
                    .filter(f -> !f.path().startsWith("/run/"))
                    .map(f -> f.real().startsWith("/run/") ? new File(f.path(), Optional.empty(), List.of()) : f)
                    .toList();
            return new Found(left, appliers);
        }

        /** As an applier finds it when its time comes: systemd-sysctl at the next boot, the others when they are called. */
        Found seenBy(Applier applier) {
            return applier == Applier.SYSTEMD ? afterBoot() : this;
        }

        /** As it would be if this file, and each link that leads to it, held these lines. */
        Found with(String path, List<String> lines) {
            String real = files.stream()
                    .filter(f -> f.path().equals(path))
                    .flatMap(f -> f.target().stream())
                    .findFirst()
                    .orElse(path);
            List<Line> counting = IntStream.range(0, lines.size())
                    .mapToObj(i -> new Line(i + 1, lines.get(i)))
                    .filter(Line::counts)
                    .toList();
            List<File> changed = new ArrayList<>();
            boolean there = false;
            for (File file : files) {
                boolean same = file.path().equals(path) || file.real().equals(real);
                there |= file.path().equals(path);
                changed.add(same ? new File(file.path(), file.target(), counting) : file);
            }
            if (!there) {
                changed.add(new File(path, Optional.empty(), counting));
            }
            return new Found(changed, appliers);
        }
    }

    /**
     * A file *.conf, or /etc/sysctl.conf. A directory of such a name, a link that leads nowhere and /dev/null have no lines,
     * and hide files of the same name as others do.
     *
     * @param path absolute
     * @param target what it is once links are followed, where it is a link to a file
     * @param lines only those that an applier may take for more than a comment
     */
    record File(String path, Optional<String> target, List<Line> lines) {
        File {
            lines = List.copyOf(lines);
        }

        /** The path that a writer has to write to. */
        String real() {
            return target.orElse(path);
        }
    }

    /**
     * @param number from 1 on, newlines counted
     * @param text without the newline; a carriage return stays
     */
    record Line(int number, String text) {
        private static final int LONG = 1 << 18;

        /** Not for comments and empty lines, if all appliers take them for such. */
        boolean counts() {
            String line = Text.strip(text, Text.SPACES);
            boolean comment = line.isEmpty() || line.startsWith("#") || line.startsWith(";");
            boolean odd =
                    line.indexOf('\r') >= 0 || text.indexOf('\0') >= 0 || text.endsWith("\\") || text.length() >= LONG;
            return !comment || odd;
        }
    }

    @Override
    public QuestionKind<BootFiles, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return "";
    }

    private static final class Kind implements QuestionKind<BootFiles, Found> {
        @Override
        public String name() {
            return "boot-files";
        }

        @Override
        public String script(List<BootFiles> questions) {
            return BootFilesScript.TEXT;
        }

        @Override
        public List<Found> read(List<BootFiles> questions, byte[] frame) throws UnreadableException {
            Found found = new BootFilesFrame(frame).read();
            return questions.stream().map(q -> found).toList();
        }
    }
}
