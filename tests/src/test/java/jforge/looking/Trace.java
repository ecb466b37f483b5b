package jforge.looking;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The system calls of one kind's script.
 *
 * @param faults calls that could change the host and aren't on the list of {@link #allowed}
 * @param programs names of the programs that were started
 */
record Trace(Set<String> faults, Set<String> programs) {
    /** A read of this path and a kind's name begins the kind's part of a trace. */
    static final String MARK = "/looking/";

    /** What may be opened for writing: it keeps nothing. */
    private static final Set<String> DEVICES = Set.of("/dev/null", "/dev/tty");

    /** Whom a tool may ask: systemd, and the services of names. */
    private static final Set<String> SOCKETS = Set.of(
            "/run/systemd/private",
            "/run/dbus/system_bus_socket",
            "/var/run/dbus/system_bus_socket",
            "/var/run/nscd/socket",
            "/run/systemd/userdb/io.systemd.DynamicUser");

    private static final Pattern LINE = Pattern.compile("([0-9]+) +(\\w+)\\((.*)");
    private static final Pattern SIGNALLED = Pattern.compile("([0-9]+), .*");
    private static final Set<String> SIGNALS = Set.of("kill", "tkill", "tgkill");
    private static final Pattern TEXT = Pattern.compile("(?:<([^>]*)>, )?\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FD = Pattern.compile("[0-9]+<([^>]*)>.*");
    private static final Pattern WRITING = Pattern.compile("O_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)");

    /** @param whole of several kinds, as {@code strace -f -y} writes it */
    static Trace of(Asked asked, String whole) {
        Trace trace = new Trace(new TreeSet<>(), new TreeSet<>());
        boolean mine = false;
        Set<String> processes = new HashSet<>();
        whole.lines().forEach(line -> processes.add(line.replaceFirst(" .*", "")));
        for (String line : whole.split("\n")) {
            if (line.contains("\"" + MARK)) {
                mine = line.contains("\"" + MARK + asked.kind() + "\"");
            } else if (mine) {
                trace.take(line, asked.touches(), processes);
            }
        }
        return trace;
    }

    /** @param processes that the script started: it may end them */
    private void take(String line, List<String> touches, Set<String> processes) {
        Matcher call = LINE.matcher(line);
        if (!call.matches()) {
            return;
        }
        String name = call.group(2);
        String path = path(call.group(3));
        Matcher signalled = SIGNALLED.matcher(call.group(3));
        if (SIGNALS.contains(name) && signalled.matches() && processes.contains(signalled.group(1))) {
            return;
        }
        if (name.equals("execve")) {
            programs.add(path.substring(path.lastIndexOf('/') + 1));
        } else if (!allowed(name, call.group(3), path) && touches.stream().noneMatch(path::startsWith)) {
            faults.add(line.replaceFirst("[0-9]+ +", ""));
        }
    }

    private static boolean allowed(String name, String arguments, String path) {
        return switch (name) {
            case "open", "openat", "openat2" ->
                DEVICES.contains(path) || !WRITING.matcher(arguments).find();
            case "connect" -> SOCKETS.contains(path) || arguments.contains("AF_NETLINK");
            case "bind" -> arguments.contains("AF_NETLINK") || arguments.contains("{sa_family=AF_UNIX}");
            default -> false;
        };
    }

    /** The first path of a call's arguments, absolute; that of a descriptor where there is none. */
    private static String path(String arguments) {
        Matcher fd = FD.matcher(arguments);
        Matcher text = TEXT.matcher(arguments);
        if (!text.find()) {
            return fd.matches() ? fd.group(1) : "";
        }
        String path = text.group(2);
        return path.startsWith("/") || text.group(1) == null ? path : text.group(1) + "/" + path;
    }
}
