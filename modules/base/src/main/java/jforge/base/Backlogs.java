package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.resource.Listening.Listener;

/**
 * The listeners that a configuration file asks for with a backlog: {@code Backlog=} of a systemd socket unit, and {@code
 * backlog=} of nginx's {@code listen}. What a default would be, or an included file says, is not guessed.
 */
final class Backlogs {
    private static final Pattern SOCKET = Pattern.compile(
            "(/etc|/run|/usr/local/lib|/usr/lib|/lib)/systemd/system/([^/]+\\.socket)(\\.d/[^/]+\\.conf)?");
    private static final Pattern NGINX = Pattern.compile("(/usr/local)?/etc/nginx/.+");
    private static final Pattern BACKLOG = Pattern.compile("\\bbacklog=([0-9]{1,10})(?=\\s|$)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    /** More than the kernel's int means as much as there may be: systemd's own default is 4294967295. */
    private static final long MOST = Integer.MAX_VALUE;

    private Backlogs() {}

    /** @param path where the file will be */
    static List<Listener> of(String path, String text) {
        Matcher socket = SOCKET.matcher(path);
        if (socket.matches()) {
            return socket(path, socket.group(2), text);
        }
        return NGINX.matcher(path).matches() ? nginx(path, text) : List.of();
    }

    /** The last one counts; an empty one takes it back. */
    private static List<Listener> socket(String path, String unit, String text) {
        List<Listener> found = new ArrayList<>();
        boolean here = false;
        int number = 0;
        for (String written : text.split("\n", -1)) {
            number++;
            String line = written.strip();
            if (line.startsWith("[")) {
                here = line.equals("[Socket]");
            } else if (here && line.matches("Backlog\\s*=.*")) {
                found.clear();
                String value = line.substring(line.indexOf('=') + 1).strip();
                if (NUMBER.matcher(value).matches() && Long.parseLong(value) <= MOST) {
                    found.add(new Listener(unit, path + ":" + number, Long.parseLong(value)));
                }
            }
        }
        return found;
    }

    private static List<Listener> nginx(String path, String text) {
        List<Listener> found = new ArrayList<>();
        for (NginxDirective directive : NginxDirective.all(text)) {
            Matcher backlog = BACKLOG.matcher(directive.arguments());
            if (directive.name().equals("listen") && backlog.find()) {
                String name = "listen " + directive.arguments().split(" ", 2)[0] + " of nginx";
                found.add(new Listener(name, path + ":" + directive.line(), Long.parseLong(backlog.group(1))));
            }
        }
        return found;
    }
}
