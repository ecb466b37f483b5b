package jforge.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jforge.report.Style;

/**
 * Where the command prints and asks.
 *
 * @param asks whether somebody is there to answer
 * @param live whether {@code err} may draw over its own line
 */
record Terminal(PrintStream out, PrintStream err, InputStream in, Style style, boolean asks, boolean live) {
    private static final int WIDTH = 100;
    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");

    /** The process's own. */
    static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean ascii = ascii(environment);
        Charset charset = ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
        boolean terminal = isTerminal(1);
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean colour =
                terminal && !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                System.in,
                new Style(colour, ascii, terminal ? width(environment) : WIDTH),
                isTerminal(0) && isTerminal(2),
                terminal && isTerminal(2) && !dumb);
    }

    Terminal withoutColour() {
        return new Terminal(out, err, in, new Style(false, style.ascii(), style.width()), asks, live);
    }

    /** The locale as POSIX finds it: LC_ALL, LC_CTYPE, LANG, the first that is set. */
    static boolean ascii(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return !value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
            }
        }
        return true;
    }

    /** Java can't say it of a single stream before version 22. */
    private static boolean isTerminal(int descriptor) {
        try {
            Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return DEVICE.matcher(device.toString()).matches();
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && Runtime.version().feature() < 22;
        }
    }

    /** A line wider than this is hard to read, however wide the terminal is. */
    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (!columns.matches("[1-9][0-9]{0,3}")) {
            columns = sttyColumns();
        }
        return columns.isEmpty() ? WIDTH : Math.max(40, Math.min(WIDTH, Integer.parseInt(columns)));
    }

    private static String sttyColumns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            return size.length == 2 && size[1].matches("[1-9][0-9]{0,3}") ? size[1] : "";
        } catch (IOException e) {
            return "";
        }
    }
}
