package jforge.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which host keys are known; files are read once a run. */
final class Trust {
    private final Operator operator;
    private final Map<String, List<KnownHosts.Line>> files = new ConcurrentHashMap<>();

    Trust(Operator operator) {
        this.operator = operator;
    }

    /** @throws TransportException if a file is there but can't be read */
    HostKey in(Target target) throws IOException {
        List<KnownHosts.Line> lines = new ArrayList<>();
        String revoked = target.access().hostKeys().revoked();
        if (revoked != null) {
            lines.addAll(read(target, revoked, KnownHosts::revoked));
        }
        for (String file : target.knownHosts()) {
            lines.addAll(read(target, file, KnownHosts::read));
        }
        return new HostKey(target, new KnownHosts(lines), key -> added(target, key));
    }

    private void added(Target target, PublicPart key) {
        String file =
                target.knownHosts().isEmpty() ? "nothing" : target.knownHosts().get(0);
        files.remove(file);
        operator.told(target.name() + ": its host key was not known; believed, and added to " + file + ": " + key.type()
                + " " + key.fingerprint());
    }

    private interface Reader {
        List<KnownHosts.Line> of(Path file) throws IOException;
    }

    private List<KnownHosts.Line> read(Target target, String file, Reader reader) throws IOException {
        List<KnownHosts.Line> lines = files.get(file);
        if (lines == null) {
            try {
                lines = reader.of(Path.of(file));
            } catch (IOException e) {
                throw new TransportException(target.name() + ": can't read " + file + ": " + e.getMessage(), e);
            }
            files.put(file, lines);
        }
        return lines;
    }
}
