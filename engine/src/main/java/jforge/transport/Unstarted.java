package jforge.transport;

import java.io.IOException;
import java.util.Locale;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/**
 * A login that let the user in, and then ran something else than our command, or nothing.
 *
 * @param late whether it was given up
 * @param status its exit status; null if none came
 * @param errors the end of its standard error
 * @param noise the end of what it printed
 */
record Unstarted(String user, boolean late, @Nullable Integer status, String errors, String noise) {
    /** The exception that says so, and what to do. */
    TransportException in(String host, IOException cause) {
        return new TransportException(host + ": " + why(cause), cause);
    }

    private String why(IOException cause) {
        String all = (errors + "\n" + noise).toLowerCase(Locale.ROOT);
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof OpenFailException) {
                return "user " + user
                        + " is let in, but to no session: its sshd_config has MaxSessions 0, or the host is out"
                        + " of processes or memory (" + e.getMessage() + ")";
            }
        }
        if (all.contains("account is currently not available") || all.contains("nologin")) {
            return "user " + user + " is let in, but its login shell lets nobody work" + said()
                    + ": give it a shell (usermod -s /bin/sh " + user + "), or log in as another user";
        }
        if (all.contains("password change required") || all.contains("password has expired")) {
            return "user " + user + " is let in, but its password has expired" + said()
                    + ": set a new one on the host (passwd " + user + ")";
        }
        if (all.contains("sftp")) {
            return forced("runs SFTP alone" + said());
        }
        if (all.contains("sh: not found")
                || all.contains("sh: command not found")
                || all.contains("unknown command: sh")) {
            return "user " + user + " is let in, but finds no sh" + said() + ": jforge needs a POSIX shell in its PATH";
        }
        String ended = status == null ? "ends" : "ends with status " + status;
        return late
                ? forced("doesn't run our command, and waits" + said())
                : forced("doesn't run our command: it " + ended + said());
    }

    private String forced(String what) {
        return "user " + user + " is let in, but the login " + what
                + "; is there a ForceCommand in its sshd_config, a command= in front of the key in authorized_keys, or an"
                + " exec, exit or question in the user's profile (.bashrc, .cshrc, config.fish)?";
    }

    private String said() {
        String last = last(errors).isEmpty() ? last(noise) : last(errors);
        return last.isEmpty() ? "" : " (it says: " + last + ")";
    }

    private static String last(String text) {
        String stripped = text.strip();
        String line = stripped.substring(stripped.lastIndexOf('\n') + 1);
        return line.length() > 200 ? line.substring(line.length() - 200) : line;
    }
}
