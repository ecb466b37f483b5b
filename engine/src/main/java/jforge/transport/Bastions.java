package jforge.transport;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.schmizz.sshj.SSHClient;

/**
 * Connections to jump hosts, one for all hosts behind it: a server that takes ten logins at a time isn't asked for a
 * hundred. It ends with the last that uses it; one that failed isn't tried again in the same run.
 */
final class Bastions {
    /** Makes the connection to a hop. */
    interface Dial {
        SSHClient to(Target hop) throws IOException;
    }

    /** @param release to be run once, when the connection isn't needed any more */
    record Lease(SSHClient client, Runnable release) {}

    private static final class Held {
        private final CompletableFuture<SSHClient> client = new CompletableFuture<>();
        private int users;
    }

    private final Map<Target, Held> open = new HashMap<>();
    private final Dial dial;

    Bastions(Dial dial) {
        this.dial = dial;
    }

    /** @throws IOException if the hop can't be reached or logged in to */
    Lease take(Target hop) throws IOException {
        Held held;
        boolean first;
        synchronized (this) {
            held = open.get(hop);
            first = held == null || ended(held);
            if (held == null || first) {
                held = new Held();
                open.put(hop, held);
            }
            held.users++;
        }
        if (first) {
            try {
                held.client.complete(dial.to(hop));
            } catch (IOException | RuntimeException e) {
                held.client.completeExceptionally(e);
            }
        }
        Held mine = held;
        try {
            return new Lease(mine.client.join(), () -> release(hop, mine));
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException why) {
                throw new TransportException(String.valueOf(why.getMessage()), why);
            }
            throw e;
        }
    }

    private static boolean ended(Held held) {
        return held.client.isDone()
                && !held.client.isCompletedExceptionally()
                && !held.client.join().getTransport().isRunning();
    }

    private void release(Target hop, Held held) {
        synchronized (this) {
            held.users--;
            if (held.users > 0) {
                return;
            }
            open.remove(hop, held);
        }
        try {
            held.client.join().disconnect();
        } catch (IOException e) {
            // it is gone already
        }
    }
}
