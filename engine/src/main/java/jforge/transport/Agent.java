package jforge.transport;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.jspecify.annotations.Nullable;

/** An ssh-agent: lists its keys and signs with them. Each call is a connection of its own, so any thread may make it. */
final class Agent {
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_256 = 2;
    private static final int RSA_SHA2_512 = 4;
    private static final int LONGEST = 1 << 20;

    private final String socket;

    /** @param socket its path */
    Agent(String socket) {
        this.socket = socket;
    }

    /** @throws IOException if it can't be reached or doesn't answer as an agent does */
    List<Identity> keys() throws IOException {
        try {
            return listed();
        } catch (Buffer.BufferException e) {
            throw senseless(e);
        }
    }

    private List<Identity> listed() throws IOException {
        Buffer.PlainBuffer answer = ask(new Buffer.PlainBuffer().putByte((byte) REQUEST_IDENTITIES), IDENTITIES_ANSWER);
        List<Identity> keys = new ArrayList<>();
        int count = answer.readUInt32AsInt();
        for (int i = 0; i < count; i++) {
            byte[] blob = answer.readBytes();
            String comment = answer.readString();
            keys.add(new Key(PublicPart.of(blob), comment));
        }
        return keys;
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, int wanted) throws IOException {
        byte[] body = request.getCompactData();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(socket)))) {
            ByteBuffer out = ByteBuffer.allocate(4 + body.length)
                    .putInt(body.length)
                    .put(body)
                    .flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            byte[] answer = answer(Channels.newInputStream(channel));
            if (answer.length == 0 || answer[0] != wanted) {
                throw new IOException(wanted == SIGN_RESPONSE ? "the agent refused to sign" : "the agent refused");
            }
            Buffer.PlainBuffer buffer = new Buffer.PlainBuffer(answer);
            buffer.readByte();
            return buffer;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new IOException("not a socket's path: " + socket, e);
        } catch (EOFException e) {
            throw new IOException("the agent hung up", e);
        }
    }

    /** Not an SSH failure: the server has no part in it. */
    private static IOException senseless(@Nullable Throwable e) {
        return new IOException("the agent's answer makes no sense", e);
    }

    private static byte[] answer(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int length = data.readInt();
        if (length < 0 || length > LONGEST) {
            throw senseless(null);
        }
        return data.readNBytes(length);
    }

    /** A key whose private half never leaves the agent; it may be a token's that wants to be touched. */
    private final class Key implements Identity {
        private final PublicPart part;
        private final String comment;

        Key(PublicPart part, String comment) {
            this.part = part;
            this.comment = comment;
        }

        @Override
        public PublicPart part() {
            return part;
        }

        @Override
        public String said() {
            return "the agent's " + (comment.isEmpty() ? part.type() : comment) + " (" + part.fingerprint() + ")";
        }

        @Override
        public boolean asks() {
            return true;
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws IOException {
            int flags = algorithm.equals("rsa-sha2-512")
                    ? RSA_SHA2_512
                    : algorithm.equals("rsa-sha2-256") ? RSA_SHA2_256 : 0;
            Buffer.PlainBuffer request = new Buffer.PlainBuffer().putByte((byte) SIGN_REQUEST);
            request.putBytes(part.blob());
            request.putBytes(data);
            request.putUInt32(flags);
            byte[] signature;
            String made;
            try {
                signature = ask(request, SIGN_RESPONSE).readBytes();
                made = new Buffer.PlainBuffer(signature).readString();
            } catch (Buffer.BufferException e) {
                throw senseless(e);
            }
            if (flags != 0 && !made.equals(algorithm)) {
                throw new IOException("the agent signs by " + made + " alone, which servers refuse");
            }
            return signature;
        }
    }
}
