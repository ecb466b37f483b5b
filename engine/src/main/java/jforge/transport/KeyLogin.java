package jforge.transport;

import net.schmizz.sshj.userauth.method.AuthMethod;

/** A login by a public key, which says by which. */
interface KeyLogin extends AuthMethod {
    /** As a line of authorized_keys has it: its type and its base64; empty where it is not by itself that it is let in. */
    String publicKey();
}
