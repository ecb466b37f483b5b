package jforge.transport;

import java.io.IOException;

/** A key that can log in; its private half is a file's, or an agent's. */
interface Identity {
    /** @throws IOException if it takes a passphrase to know it, and there is none */
    PublicPart part() throws IOException;

    /** For messages: its file, or what the agent says of it. */
    String said();

    /** Whether to sign asks somebody, so that the server should say first that it takes the key. */
    boolean asks();

    /**
     * @param algorithm of a signature, such as {@code rsa-sha2-512}
     * @return the signature as it goes over the wire
     * @throws IOException if it can't be made; the message says why
     */
    byte[] sign(String algorithm, byte[] data) throws IOException;

    /** The same key, shown with a certificate. */
    default Identity certified(PublicPart certificate) {
        Identity bare = this;
        return new Identity() {
            @Override
            public PublicPart part() {
                return certificate;
            }

            @Override
            public String said() {
                return bare.said() + " with its certificate";
            }

            @Override
            public boolean asks() {
                return bare.asks();
            }

            @Override
            public byte[] sign(String algorithm, byte[] data) throws IOException {
                return bare.sign(algorithm, data);
            }
        };
    }
}
