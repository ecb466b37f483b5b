package jforge.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jforge.kernel.Assignment.Verdict;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;

/**
 * What an applier makes of a host's files. Nothing is known of the kernel here: a value that it refuses, a key that it lacks,
 * and what one key does to another are the caller's to add.
 */
final class BootSettings {
    /** @param by the file that hides this one; empty where it is read, or never would be */
    private record Source(File file, Verdict verdict, Optional<Place> by) {}

    private record Heard(Source source, Statement statement) {}

    private final Found found;
    private final Applier applier;
    private final List<Heard> heard = new ArrayList<>();

    private BootSettings(Found found, Applier applier) {
        this.found = found;
        this.applier = applier;
        for (Source source : sources()) {
            applier.rules().statements(source.file()).forEach(s -> heard.add(new Heard(source, s)));
        }
    }

    /** As if the applier ran now. For what it does at boot: {@link Found#afterBoot}. */
    static BootSettings of(Found found, Applier applier) {
        return new BootSettings(found, applier);
    }

    Applier applier() {
        return applier;
    }

    /**
     * As it would be if this file held these lines.
     *
     * @param file absolute; made if it isn't there, and seen by the applier only where it looks
     * @param lines without line ends
     */
    BootSettings with(String file, List<String> lines) {
        return of(found.with(file, lines), applier);
    }

    /**
     * Every line that would set the key, in the order applied, hidden ones before what hides them. One at most counts.
     */
    List<Assignment> assignments(SysctlKey key) {
        Rules rules = applier.rules();
        List<Heard> touching =
                heard.stream().filter(h -> rules.touches(h.statement(), key)).toList();
        List<Assignment> decided = new ArrayList<>(rules.decide(
                touching.stream()
                        .filter(h -> h.source().verdict() == Verdict.COUNTS)
                        .map(Heard::statement)
                        .toList(),
                key));
        List<Assignment> all = new ArrayList<>();
        for (Heard one : touching) {
            Source source = one.source();
            if (source.verdict() == Verdict.COUNTS) {
                if (!one.statement().excludes()) {
                    all.add(decided.remove(0));
                }
            } else if (!one.statement().excludes()) {
                all.add(Assignment.of(one.statement(), source.verdict(), source.by()));
            }
        }
        return all;
    }

    /** The line that has the last word; empty if no file sets the key. */
    Optional<Assignment> effective(SysctlKey key) {
        return assignments(key).stream().filter(Assignment::counts).findFirst();
    }

    /** By name over all directories, /etc/sysctl.conf last; of one name the hidden ones first. */
    private List<Source> sources() {
        Map<String, Map<Integer, File>> byName = new TreeMap<>();
        List<Source> unread = new ArrayList<>();
        List<Source> last = new ArrayList<>();
        for (File file : found.files()) {
            if (!applier.rules().reads(file.path())) {
                unread.add(new Source(file, Verdict.UNREAD, Optional.empty()));
            } else if (file.path().equals(Rules.SYSCTL_CONF)) {
                last.add(new Source(file, Verdict.COUNTS, Optional.empty()));
            } else {
                int slash = file.path().lastIndexOf('/');
                byName.computeIfAbsent(file.path().substring(slash + 1), n -> new TreeMap<>())
                        .put(Rules.DIRECTORIES.indexOf(file.path().substring(0, slash)), file);
            }
        }
        List<Source> sources = new ArrayList<>(unread);
        byName.values().forEach(same -> sources.addAll(hidden(same.values())));
        sources.addAll(last);
        return sources;
    }

    /** @param same files of one name, that of the first directory first */
    private static List<Source> hidden(Collection<File> same) {
        List<Source> sources = new ArrayList<>();
        File first = same.iterator().next();
        for (File file : same) {
            sources.add(
                    0,
                    file == first
                            ? new Source(file, Verdict.COUNTS, Optional.empty())
                            : new Source(file, Verdict.MASKED, Optional.of(new Place(first.path(), 0))));
        }
        return sources;
    }
}
