package jforge.kernel;

import java.util.ArrayList;
import java.util.List;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootFiles.Line;

/** What an applier reads out of each file, to be asked for many settings. */
final class FileStatements {
    /** Lines that are as soon read as looked through. */
    private static final int FEW = 20;

    private record Said(File file, List<Statement> statements) {}

    private final Found found;
    private final Applier applier;
    private final List<Said> said = new ArrayList<>();

    FileStatements(Found found, Applier applier) {
        this.found = found;
        this.applier = applier;
        found.files().forEach(f -> said.add(new Said(f, applier.rules().statements(f))));
    }

    private static List<Line> mentioning(List<Line> lines, SysctlKey key) {
        // a line that goes on makes something else of the next one
        if (lines.size() < FEW || lines.stream().anyMatch(l -> l.text().endsWith("\\"))) {
            return lines;
        }
        Mention mention = new Mention(key);
        return lines.stream().filter(l -> mention.test(l.text())).toList();
    }

    /** The same files, in which those that have nothing to do with the key have no lines; but for this file. */
    Found about(SysctlKey key, String file) {
        List<File> files = new ArrayList<>();
        for (Said one : said) {
            boolean counts = one.file.real().equals(file)
                    || one.file.path().equals(file)
                    || one.statements.stream().anyMatch(s -> applier.rules().touches(s, key));
            List<Line> lines = counts ? mentioning(one.file.lines(), key) : List.of();
            files.add(new File(one.file.path(), one.file.target(), lines));
        }
        return new Found(files, found.appliers());
    }
}
