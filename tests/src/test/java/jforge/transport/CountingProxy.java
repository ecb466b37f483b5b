package jforge.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A long way to a server: every byte takes half a round trip, and round trips are counted. What the client sends is one trip
 * later than the latest that it had received; what the server sends is of the trip of the latest that it had received.
 */
final class CountingProxy implements AutoCloseable {
    /** @param at when it arrives, by the clock of {@link System#nanoTime} */
    private record Piece(byte[] bytes, int trip, long at) {}

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final long halfNanos;
    private final AtomicInteger client = new AtomicInteger();
    private final AtomicInteger server = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** @param serverPort on 127.0.0.1 */
    CountingProxy(int serverPort, Duration roundTrip) throws IOException {
        this.serverPort = serverPort;
        this.halfNanos = roundTrip.toNanos() / 2;
        thread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many round trips lie behind the client. */
    int trips() {
        return client.get();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    /** Cuts every connection, and takes no other. */
    void cut() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = open(door.accept());
            Socket far = open(new Socket(InetAddress.getLoopbackAddress(), serverPort));
            carry(near, far, client, server, 1);
            carry(far, near, server, client, 0);
        }
    }

    private Socket open(Socket socket) throws IOException {
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void carry(Socket from, Socket to, AtomicInteger sender, AtomicInteger receiver, int step) {
        BlockingQueue<Piece> way = new LinkedBlockingQueue<>();
        thread(() -> {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[64 * 1024];
            int n;
            while ((n = in.read(buffer)) >= 0) {
                way.add(new Piece(Arrays.copyOf(buffer, n), sender.get() + step, System.nanoTime() + halfNanos));
            }
            way.add(new Piece(new byte[0], 0, 0));
        });
        thread(() -> {
            OutputStream out = to.getOutputStream();
            Piece piece = way.take();
            while (piece.bytes().length > 0) {
                TimeUnit.NANOSECONDS.sleep(piece.at() - System.nanoTime());
                receiver.accumulateAndGet(piece.trip(), Math::max);
                out.write(piece.bytes());
                piece = way.take();
            }
            to.close();
        });
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** A connection that is cut ends its threads. */
    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException cut) {
                return;
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
