package jforge.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder with keys, agents and connectors for tests of logins. */
final class SshPlace implements AutoCloseable {
    final Path dir;
    private final List<Process> agents = new ArrayList<>();

    SshPlace(Path dir) {
        this.dir = dir;
    }

    /** Answers what it was given, in order, then nothing; keeps what was asked and told. */
    static final class Answers implements Operator {
        final List<String> asked = new ArrayList<>();
        final List<String> told = new ArrayList<>();
        private final Deque<String> answers;

        Answers(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public synchronized char @Nullable [] secret(String prompt) {
            asked.add(prompt);
            String answer = answers.poll();
            return answer == null ? null : answer.toCharArray();
        }

        @Override
        public synchronized void told(String notice) {
            told.add(notice);
        }
    }

    static String command(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    Path file(String name) {
        return dir.resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** @param more further words for ssh-keygen */
    String keygen(String type, String name, String passphrase, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-N",
                passphrase,
                "-f",
                file(name).toString(),
                "-C",
                name));
        words.addAll(List.of(more));
        command(words.toArray(String[]::new));
        return text(name + ".pub");
    }

    /** The socket of an agent that holds these keys. */
    String agent(String... keys) throws Exception {
        Path socket = file("agent-" + agents.size());
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        agents.add(agent);
        for (int i = 0; !Files.exists(socket) && agent.isAlive() && i < 1000; i++) {
            Thread.onSpinWait();
            agent.waitFor(10, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        for (String key : keys) {
            command("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-q", file(key).toString());
        }
        return socket.toString();
    }

    static Access.Login login(@Nullable String agent, boolean namedOnly, String... certificates) {
        return new Access.Login(agent, namedOnly, List.of(certificates), null, true, true);
    }

    static Target with(Target target, Access.Login login) {
        return target.with(new Access(target.access().way(), target.access().hostKeys(), login));
    }

    static Target with(Target target, Access.HostKeys hostKeys) {
        return target.with(
                new Access(target.access().way(), hostKeys, target.access().login()));
    }

    static Target with(Target target, Access.Way way) {
        return target.with(
                new Access(way, target.access().hostKeys(), target.access().login()));
    }

    static Connector asking(Operator operator) {
        return new Connector(Duration.ofMinutes(1), Passwords.NONE, operator);
    }

    static Connector password(String password) {
        return new Connector(Duration.ofMinutes(1), new Passwords(password::toCharArray, null), Operator.NONE);
    }

    static String whoami(Connector connector, Target target) throws IOException {
        try (Shell shell = connector.connect(target)) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            shell.run("begin u; id -un; end 0", (name, body, word) -> kept.writeBytes(body));
            return kept.toString(StandardCharsets.UTF_8).strip();
        }
    }

    static String refusal(Connector connector, Target target) {
        return String.valueOf(assertThrows(TransportException.class, () -> whoami(connector, target))
                .getMessage());
    }

    @Override
    public void close() {
        agents.forEach(Process::destroy);
    }
}
