package jforge.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import jforge.transport.Target;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;

/** A plain SSH client: what any other program would see of the server. */
final class Client implements AutoCloseable {
    private final SSHClient ssh = new SSHClient(new DefaultConfig());

    Client(Target target) throws IOException {
        ssh.addHostKeyVerifier(new PromiscuousVerifier());
        ssh.connect(target.address(), target.port());
        ssh.authPublickey(target.user(), target.identityFiles().get(0));
    }

    /** @param output of both streams, standard output first */
    record Result(int status, byte[] output) {
        String text() {
            return new String(output, StandardCharsets.UTF_8).strip();
        }
    }

    Result run(String command) throws IOException {
        return run(command, new byte[0]);
    }

    Result run(String command, byte[] input) throws IOException {
        try (Session session = ssh.startSession()) {
            Session.Command running = session.exec(command);
            Thread feed = new Thread(() -> {
                try (OutputStream in = running.getOutputStream()) {
                    in.write(input);
                    in.flush();
                } catch (IOException gone) {
                    // it read no further
                }
            });
            feed.start();
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            running.getInputStream().transferTo(output);
            running.getErrorStream().transferTo(output);
            running.join(20, TimeUnit.SECONDS);
            return new Result(running.getExitStatus(), output.toByteArray());
        }
    }

    /** Starts a command and leaves the connection while it runs. */
    void abandon(String command) throws IOException {
        ssh.startSession().exec(command).getInputStream().read();
        ssh.disconnect();
    }

    @Override
    public void close() throws IOException {
        ssh.disconnect();
    }
}
