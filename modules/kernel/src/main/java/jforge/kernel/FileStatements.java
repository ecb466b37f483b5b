package jforge.kernel;

import java.util.ArrayList;
import java.util.List;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;

/** What an applier reads out of each file, to be asked for many settings. */
final class FileStatements {
    private record Said(File file, List<Statement> statements) {}

    private final Found found;
    private final Applier applier;
    private final List<Said> said = new ArrayList<>();

    FileStatements(Found found, Applier applier) {
        this.found = found;
        this.applier = applier;
        found.files().forEach(f -> said.add(new Said(f, applier.rules().statements(f))));
    }

    /** The same files, in which those that have nothing to do with the key have no lines; but for this file. */
    Found about(SysctlKey key, String file) {
        List<File> files = new ArrayList<>();
        for (Said one : said) {
            boolean counts = one.file.real().equals(file)
                    || one.file.path().equals(file)
                    || one.statements.stream().anyMatch(s -> applier.rules().touches(s, key));
            files.add(counts ? one.file : new File(one.file.path(), one.file.target(), List.of()));
        }
        return new Found(files, found.appliers());
    }
}
