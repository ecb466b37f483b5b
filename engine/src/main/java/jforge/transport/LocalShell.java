package jforge.transport;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A shell on the machine that jforge runs on. */
final class LocalShell implements Shell {
    /** What a login has too; the rest of our environment, where secrets may come from, is no service's business. */
    private static final Set<String> LOGIN = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "TERM",
            "TZ",
            "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR",
            "SUDO_ASKPASS");

    /** So that Ctrl-C at the terminal reaches jforge alone: what runs is finished. */
    private static final List<String> OWN_SESSION = onPath("setsid") ? List.of("setsid") : List.of();

    private final String host;
    private final String user;
    private final String token = Token.draw();
    private final Tail errors = new Tail();
    private final Process process;
    private final Thread drain;
    private boolean ran;
    private final Exchange exchange;
    private final List<String> command;
    private final @Nullable Supplier<char[]> password;

    /** @param command an sh, or what stands in for it: the program's text follows after {@code -c} */
    private LocalShell(String host, String user, List<String> command, @Nullable Supplier<char[]> password)
            throws IOException {
        this.host = host;
        this.user = user;
        this.command = command;
        this.password = password;
        Sudo sudo = password == null ? null : new Sudo(password, this::close);
        List<String> whole = new ArrayList<>(OWN_SESSION);
        whole.addAll(command);
        whole.add(sudo == null ? Loader.PROGRAM : "exec " + sudo.command());
        try {
            ProcessBuilder builder = new ProcessBuilder(whole);
            builder.environment().keySet().retainAll(LOGIN);
            process = builder.start();
        } catch (IOException e) {
            throw new TransportException(host + ": can't start " + command.get(0) + ": " + e.getMessage(), e);
        }
        BufferedOutputStream out = new BufferedOutputStream(process.getOutputStream(), 64 * 1024);
        exchange = new Exchange(process.getInputStream(), out, token, this::close);
        drain = new Thread(() -> drain(process.getErrorStream(), sudo), "jforge-stderr");
        drain.setDaemon(true);
        drain.start();
        if (sudo != null) {
            try {
                sudo.start(process.getInputStream(), out);
            } catch (IOException e) {
                throw ended(e, sudo.wrongPassword());
            }
        }
    }

    /** A shell as this user, or by sudo as root. */
    static LocalShell open(Target target, @Nullable Supplier<char[]> password) throws IOException {
        String user = System.getProperty("user.name");
        if (target.become() == Target.Become.NO || user.equals("root")) {
            return with(target.name(), List.of("sh", "-c"));
        }
        return password == null
                ? new LocalShell(target.name(), user, List.of("env", "LC_ALL=C", "sudo", "-n", "--", "sh", "-c"), null)
                : new LocalShell(target.name(), user, List.of("sh", "-c"), password);
    }

    /** A shell under a given {@code sh -c}. */
    static LocalShell with(String host, List<String> sh) throws IOException {
        return new LocalShell(host, System.getProperty("user.name"), sh, null);
    }

    private void drain(InputStream in, @Nullable Sudo sudo) {
        byte[] bytes = new byte[16 * 1024];
        try {
            int n;
            while ((n = in.read(bytes)) >= 0) {
                errors.add(bytes, n);
                if (sudo != null) {
                    sudo.heard(bytes, n);
                }
            }
        } catch (IOException e) {
            // the process was ended: there is no more to keep
        }
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> new File(folder, program).canExecute());
    }

    @Override
    public Result run(String script, FrameSink sink) throws IOException {
        if (ran) {
            errors.clear();
        }
        // what was said before the first script is why there will be none: sudo's refusal
        ran = true;
        try {
            return new Result(exchange.run(script, sink), errors.text());
        } catch (TransportException e) {
            close();
            throw e;
        } catch (IOException e) {
            throw ended(e, false);
        }
    }

    private TransportException ended(IOException e, boolean wrongPassword) {
        Integer status = null;
        try {
            status = process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : null;
            // its last words may still be on their way
            drain.join(1000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
        String refused = wrongPassword ? "sudo refused the password of " + user : Sudo.refusal(user, errors.text());
        if (refused != null) {
            return new TransportException(host + ": " + refused, e);
        }
        String signal = status != null && status > 128 ? String.valueOf(status - 128) : null;
        return new Ended(status, signal, errors.text()).in(host, e);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public void stop() throws IOException {
        try (LocalShell second = new LocalShell(host, user, command, password)) {
            second.run(Stop.script(token), Stop.NOTHING);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
