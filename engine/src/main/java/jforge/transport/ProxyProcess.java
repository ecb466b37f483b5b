package jforge.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A process whose standard input and output are a connection: {@code ProxyCommand}. */
final class ProxyProcess extends Socket {
    private final Process process;
    private final Tail errors = new Tail();
    private final Thread drain;

    /** @param command for {@code sh}; it may hold anything but a secret, since others can read it */
    ProxyProcess(String command) throws IOException {
        process = new ProcessBuilder("sh", "-c", "exec " + command).start();
        drain = new Thread(this::drain, "jforge-proxy");
        drain.setDaemon(true);
        drain.start();
    }

    private void drain() {
        byte[] bytes = new byte[8 * 1024];
        try (InputStream in = process.getErrorStream()) {
            int n;
            while ((n = in.read(bytes)) >= 0) {
                errors.add(bytes, n);
            }
        } catch (IOException e) {
            // the process was ended: there is no more to keep
        }
    }

    /** The last line that it said on standard error until it ended, but for a second at most; empty if it said nothing. */
    String said() {
        try {
            drain.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = errors.text().strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InputStream getInputStream() {
        return process.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
        return process.getOutputStream();
    }

    /** There is none to set: the handshake is watched from outside. */
    @Override
    public void setSoTimeout(int millis) {}

    /** By its handle: {@link Process#destroy} would close what it said last before that is read. */
    @Override
    public synchronized void close() {
        process.toHandle().destroy();
    }
}
