package jforge.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The talk with a sudo that may ask for a password. Until the loader says that it runs, nothing is sent but the password,
 * once, when the prompt was seen: a sudo that needs none would leave it to the loader as data, and a second try could
 * lock the account.
 */
final class Sudo {
    private final String nonce;
    private final Supplier<char[]> password;
    private final Runnable cut;
    private final StringBuilder seen = new StringBuilder();
    private @Nullable OutputStream out;
    private int prompts;

    Sudo(Supplier<char[]> password, Runnable cut) {
        this.nonce = Token.draw();
        this.password = password;
        this.cut = cut;
    }

    String command() {
        return Loader.sudo(nonce);
    }

    /** Waits for the loader to run; answers the prompt meanwhile. */
    void start(InputStream in, OutputStream to) throws IOException {
        synchronized (this) {
            out = to;
            answer();
        }
        byte[] wanted = Loader.ascii(Loader.ready(nonce));
        int matched = 0;
        while (matched < wanted.length) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("sudo ended");
            }
            matched = b == wanted[matched] ? matched + 1 : b == '\n' ? 1 : 0;
        }
    }

    /** What came on standard error; any thread may say so. */
    synchronized void heard(byte[] bytes, int length) {
        if (prompts > 1) {
            return;
        }
        seen.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        int at;
        while ((at = seen.indexOf(Loader.prompt(nonce))) >= 0) {
            seen.delete(0, at + Loader.prompt(nonce).length());
            prompts++;
        }
        if (seen.length() > 1024) {
            seen.delete(0, seen.length() - 128);
        }
        answer();
    }

    synchronized boolean wrongPassword() {
        return prompts > 1;
    }

    private void answer() {
        OutputStream to = out;
        if (prompts > 1) {
            cut.run();
        } else if (prompts == 1 && to != null) {
            out = null;
            Thread thread = new Thread(() -> send(to), "jforge-sudo");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void send(OutputStream to) {
        char[] secret = password.get();
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        try {
            to.write(bytes.array(), 0, bytes.limit());
            to.write('\n');
            to.flush();
        } catch (IOException e) {
            cut.run();
        } finally {
            Arrays.fill(secret, '\0');
            Arrays.fill(bytes.array(), (byte) 0);
        }
    }

    /**
     * Why sudo refused.
     *
     * @return a sentence; null if it wasn't sudo
     */
    static @Nullable String refusal(String user, String errors) {
        if (errors.contains("a password is required")
                || errors.contains("a terminal is required to read the password")) {
            return "sudo wants a password for " + user + ": --ask-sudo-password asks you for it; or allow " + user
                    + " to run sudo without one (NOPASSWD in /etc/sudoers.d)";
        }
        if (errors.contains("not in the sudoers file") || errors.contains("may not run sudo")) {
            return "user " + user + " may not use sudo: add it to the host's sudoers, or log in as another user";
        }
        if (errors.contains("is not allowed to execute")) {
            return "sudo lets " + user + " run some commands as root, but not sh: allow /bin/sh in the host's sudoers";
        }
        if (errors.contains("must have a tty")) {
            return "sudo wants a terminal: remove requiretty from the host's sudoers (Defaults:" + user
                    + " !requiretty)";
        }
        if (errors.contains("incorrect password attempt") || errors.contains("Sorry, try again")) {
            return "sudo refused the password of " + user;
        }
        if (errors.contains("env: 'sudo'")
                || errors.contains("can't execute 'sudo'")
                || errors.contains("sudo: not found")
                || errors.contains("sudo: No such file")) {
            return "the host has no sudo: install it, or log in as root with become: no";
        }
        return null;
    }
}
