package jforge.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Hangs up on the first calls, and passes the others on: a server that reloads, or has too many logins. */
final class DroppingProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final AtomicInteger calls = new AtomicInteger();
    private final int to;
    private final int drops;

    DroppingProxy(int to, int drops) throws IOException {
        this.to = to;
        this.drops = drops;
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int calls() {
        return calls.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = listener.accept();
                if (calls.incrementAndGet() <= drops) {
                    caller.close();
                } else {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                    daemon(() -> pass(caller, server));
                    daemon(() -> pass(server, caller));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one of both hung up
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
