package jforge.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootFiles.Line;
import jforge.resource.UnreadableException;

/** Takes apart what {@link BootFilesScript} prints. */
final class BootFilesFrame {
    private static final Pattern PROCPS =
            Pattern.compile("procps(?:-ng)?(?: version)? (\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

    private final byte[] bytes;
    private int at;

    /** @param flag 'f' for a file, 'l' for a link to one; else it has no lines */
    private record Listed(char flag, String path) {
        boolean isFile() {
            return flag == 'f' || flag == 'l';
        }
    }

    BootFilesFrame(byte[] bytes) {
        this.bytes = bytes;
    }

    Found read() throws UnreadableException {
        Set<Applier> appliers = EnumSet.noneOf(Applier.class);
        String boot = until('\n');
        if (boot.equals("systemd")) {
            appliers.add(Applier.SYSTEMD);
        } else if (!boot.equals("-")) {
            throw new UnreadableException("expected who applies settings at boot, not \"" + boot + "\"");
        }
        tool(until('\n')).ifPresent(appliers::add);
        List<Listed> listed = listed();
        List<Optional<String>> targets = new ArrayList<>();
        for (Listed one : listed) {
            targets.add(one.flag() == 'l' ? Optional.of(target()) : Optional.empty());
        }
        List<Integer> sizes = sizes(listed);
        List<File> files = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            files.add(new File(listed.get(i).path(), targets.get(i), lines(take(sizes.get(i)))));
        }
        if (at != bytes.length) {
            throw new UnreadableException("a file of kernel settings grew while it was read");
        }
        return new Found(files, appliers);
    }

    private static Optional<Applier> tool(String said) throws UnreadableException {
        Matcher procps = PROCPS.matcher(said.substring(Math.max(0, said.indexOf("procps"))));
        if (procps.matches()) {
            int major = Integer.parseInt(procps.group(1));
            int minor = Integer.parseInt(procps.group(2));
            int patch =
                    Optional.ofNullable(procps.group(3)).map(Integer::parseInt).orElse(0);
            boolean first = major == 4 && minor == 0 && patch < 5;
            return Optional.of(major < 4 ? Applier.PROCPS_3 : first ? Applier.PROCPS_4 : Applier.PROCPS);
        }
        return switch (said) {
            case "busybox" -> Optional.of(Applier.BUSYBOX);
            case "-" -> Optional.empty();
            default -> throw new UnreadableException("expected the version of sysctl, not \"" + said + "\"");
        };
    }

    private List<Listed> listed() throws UnreadableException {
        List<Listed> listed = new ArrayList<>();
        for (String one = until('\0'); !one.isEmpty(); one = until('\0')) {
            String path = one.substring(1);
            switch (one.charAt(0)) {
                case 'u' ->
                    throw new UnreadableException(
                            path + " can't be read by this login: log in as root, or become root");
                case 'o' -> throw new UnreadableException(path + " is neither a file nor a directory nor /dev/null");
                case 'w' ->
                    throw new UnreadableException(path.replace('\n', '?') + " has a line end in its name: rename it");
                default -> listed.add(new Listed(one.charAt(0), path));
            }
        }
        return listed;
    }

    /** Some tools end a target with a newline. */
    private String target() throws UnreadableException {
        String target = until('\0');
        return target.endsWith("\n") ? target.substring(0, target.length() - 1) : target;
    }

    private List<Integer> sizes(List<Listed> listed) throws UnreadableException {
        List<Integer> sizes = new ArrayList<>();
        long total = 0;
        for (Listed one : listed) {
            int size = one.isFile() ? size(until('\n')) : 0;
            sizes.add(size);
            total += size;
        }
        if (total > BootFilesScript.LARGEST) {
            throw new UnreadableException(
                    "the files of kernel settings are larger than 16 MB: remove what is no setting");
        }
        return sizes;
    }

    private static int size(String text) throws UnreadableException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UnreadableException("expected a file's size, not \"" + text + "\"");
        }
    }

    private static List<Line> lines(byte[] content) {
        List<Line> lines = new ArrayList<>();
        int number = 1;
        for (int from = 0; from < content.length; number++) {
            int to = from;
            while (to < content.length && content[to] != '\n') {
                to++;
            }
            Line line = new Line(number, new String(content, from, to - from, UTF_8));
            if (line.counts()) {
                lines.add(line);
            }
            from = to + 1;
        }
        return lines;
    }

    private byte[] take(int count) throws UnreadableException {
        if (count > bytes.length - at) {
            throw new UnreadableException("a file of kernel settings shrank while it was read");
        }
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    private String until(char end) throws UnreadableException {
        for (int i = at; i < bytes.length; i++) {
            if (bytes[i] == end) {
                String text = new String(bytes, at, i - at, UTF_8);
                at = i + 1;
                return text;
            }
        }
        throw new UnreadableException("the list of files with kernel settings ends too early");
    }
}
