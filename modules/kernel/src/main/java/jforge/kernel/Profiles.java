package jforge.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jforge.resource.Beside;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Nearest;
import jforge.source.Node;
import jforge.source.YamlReader;

/** Finds profiles: a team's own beside its inventory, then those that come with jforge. */
final class Profiles {
    /** Those that come with jforge. */
    static final List<String> OWN = List.of("high-throughput", "legacy-middlebox", "pool-host", "storage-node");

    private static final String DIRECTORY = "profiles";
    /** What comes with jforge is read once, not for each host again. */
    private static final Map<String, Profile> READ = new ConcurrentHashMap<>();

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    private final Beside files;

    Profiles(Beside files) {
        this.files = files;
    }

    /**
     * @param mark where the inventory asks for it
     * @throws InventoryException if there is none
     * @throws jforge.source.InventoryErrors if its file is wrong
     */
    Profile get(String name, Mark mark) {
        if (!NAME.matcher(name).matches()) {
            throw new InventoryException(
                    mark, "a profile can't be named \"" + name + "\"; use small letters, digits, \"-\" and \"_\"");
        }
        Optional<Node> beside = files.yaml(DIRECTORY + "/" + name + ".yaml", mark);
        if (beside.isPresent()) {
            return ProfileReader.read(beside.get(), name);
        }
        if (OWN.contains(name)) {
            return own(name);
        }
        Collection<String> known = new TreeSet<>(OWN);
        known.addAll(files.names(DIRECTORY, mark));
        throw new InventoryException(mark, "there is no profile \"" + name + "\"" + Nearest.hint(name, known));
    }

    static Profile own(String name) {
        return READ.computeIfAbsent(name, Profiles::read);
    }

    private static Profile read(String name) {
        String file = "profiles/" + name + ".yaml";
        try (InputStream in = Profiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("jforge is built without " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ProfileReader.read(YamlReader.read(file, text), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
