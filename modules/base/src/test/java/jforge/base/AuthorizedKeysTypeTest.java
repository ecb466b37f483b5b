package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizedKeysTypeTest {
    private static final String BLOB = "AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf";
    private static final String KEY = "ssh-ed25519 " + BLOB;
    private static final String ECDSA = "ecdsa-sha2-nistp256"
            + " AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBNt0z78jypp/KUTffU5AiZqYMFiL7xp7CMLEBkUu6hyv+P4EP7RzShRFLBQflgEWZtexdP2y2My4QpN0o8WsVKQ=";
    private static final String SMALL_RSA = "ssh-rsa"
            + " AAAAB3NzaC1yc2EAAAADAQABAAAAgQDPnD2OeNph4FYAa0xex1lI9imkU5znh1clLlVhe2McVPe8ZQdEx7BXnC02n+Tl2UB+bUp5KBRelzmOT4E7wEZKUZ6Ij5VJawM7zs8UDuOq1ExAIem2dfzvHitraTYZX+8vJbbC5fupgXIIKgGZKKQgrurL4CFFbFYACHB3pFTo2w==";

    private final AuthorizedKeysType type = new AuthorizedKeysType();

    private AuthorizedKeysType.Wanted parse(String... lines) {
        return type.parse(HostShell.fields("authorized-keys", "ana", "keys", List.of(lines)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KEY                                    | ssh-ed25519 SHA256:7YqsjJ8JlK1TO4Pr/Umke5ceoWgabvsq5G/OMybQN/k",
                "KEY a comment of three words           | ssh-ed25519 SHA256:7YqsjJ8JlK1TO4Pr/Umke5ceoWgabvsq5G/OMybQN/k a comment of three words",
                "restrict,pty KEY c                     | restrict,pty ssh-ed25519 SHA256:7YqsjJ8JlK1TO4Pr/Umke5ceoWgabvsq5G/OMybQN/k c",
                "from=\"a,b c\",no-X11-forwarding KEY   | from=\"a,b c\",no-X11-forwarding ssh-ed25519 SHA256:7YqsjJ8JlK1TO4Pr/Umke5ceoWgabvsq5G/OMybQN/k",
                "command=\"say \\\"x y\\\"\" KEY c | command=\"say \\\"x y\\\"\" ssh-ed25519 SHA256:7YqsjJ8JlK1TO4Pr/Umke5ceoWgabvsq5G/OMybQN/k c",
            })
    void takesAKey(String line, String shown) {
        AuthorizedKey key = parse(line.replace("KEY", KEY)).keys().get(0);
        assertEquals(shown, key.shown());
        assertEquals(line.replace("KEY", KEY), key.line());
    }

    @Test
    void takesOtherTypes() {
        assertTrue(parse(ECDSA).keys().get(0).shown().endsWith("SHA256:3ox2xgQ6nqAxDbXiKIAPc1j81b3EtzJvGC+m3eM8xEc"));
        assertEquals(1, parse(KEY + " a", KEY + " b").keys().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNz | the key: that is a private key: give the public one",
                "ssh-ed25519                                  | and would ignore the key",
                "ssh-ed25519 AAAA                             | the ssh-ed25519 key is damaged: it is cut off",
                "ssh-ed25519 AAA*                             | its second part is no base64; copy the whole line",
                "ssh-rsa BLOB                                 | the ssh-rsa key is damaged: it says that it is of another type",
                "ssh-ed25519 BLOBAAAA                         | is damaged: it is cut off",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAQA=     | is damaged: it is of the wrong length",
                "SMALL                                        | it has less than 2048 bits",
                "ssh-dss AAAA                                 | sshd takes no DSA keys any more",
                "ssh-ed25519-cert-v01@openssh.com AAAA        | that is a certificate",
                "ssh-ed25518 BLOB                             | a key begins with its type",
                "BLOB                                         | it begins neither with a key's type",
                "no-pyt KEY                                   | sshd knows no option \"no-pyt\"",
                "from=10.0.0.1 KEY                            | its option from needs a value in quotes",
                "command KEY                                  | its option command needs a value in quotes",
                "command=\"a KEY                              | a quotation mark of its options is never closed",
                "# KEY                                        | there is no key, but blanks or a comment",
            })
    void refusesAKey(String line, String problem) {
        String whole = line.replace("KEY--", "K--")
                .replace("KEY", KEY)
                .replace("K--", "KEY--")
                .replace("BLOB", BLOB)
                .replace("SMALL", SMALL_RSA);
        InventoryException fault = assertThrows(InventoryException.class, () -> parse(whole));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
        assertFalse(String.valueOf(fault.getMessage()).contains("AAAA"), fault.getMessage());
        assertFalse(String.valueOf(fault.getMessage()).contains("b3Blb"), fault.getMessage());
    }

    @Test
    void aFaultSaysWhichOfMany() {
        InventoryException fault = assertThrows(InventoryException.class, () -> parse(KEY, "ssh-dss AAAA"));
        assertTrue(String.valueOf(fault.getMessage()).contains("key 2: sshd takes no DSA"), fault.getMessage());
        fault = assertThrows(
                InventoryException.class,
                () -> type.parse(HostShell.fields("authorized-keys", "ana", "source", "# us\n\nssh-dss AAAA\n")));
        assertTrue(String.valueOf(fault.getMessage()).contains("line 3 of the file: sshd"), fault.getMessage());
        fault = assertThrows(InventoryException.class, () -> parse(KEY, "no-pty " + KEY));
        assertTrue(String.valueOf(fault.getMessage()).contains("key 2: the same key is there already"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorized-keys=ana                                 | no key is given",
                "authorized-keys=web$ source=KEY                     | nobody logs in as",
                "authorized-keys=a:b source=KEY                      | can't be a name here",
                "authorized-keys=ana source=KEY exclusive=true absent=true | with exclusive, what isn't listed is absent",
            })
    void refusesADeclaration(String written, String problem) {
        Object[] pairs = List.of(written.split("[ =]")).stream()
                .map(w -> w.equals("KEY") ? KEY : w)
                .toArray();
        InventoryException fault = assertThrows(InventoryException.class, () -> type.parse(HostShell.fields(pairs)));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    private static AuthorizedKeysType.State state(Optional<String> own, boolean known, String... lines) {
        var directory = new KeysFile.Spot('d', "0700", "7", "ana");
        var file = new KeysFile.Spot('f', "0600", "7", "ana");
        var found = new KeysFile.Found(
                "/home/ana",
                List.of(Optional.of(directory), Optional.of(directory), Optional.of(file), Optional.empty()),
                true,
                List.of(lines));
        return new AuthorizedKeysType.State(
                Optional.of(new Passwd.Entry("7", "7", "", "/home/ana", "/bin/sh")), found, own, known);
    }

    private String differences(boolean exclusive, AuthorizedKeysType.State state) {
        var want = new AuthorizedKeysType.Wanted("ana", parse(KEY + " ana").keys(), exclusive, false);
        return HostShell.described(type.propose(want, Seen.of(state)));
    }

    @Test
    void whatIsThereIsComparedByKeyAndOptions() {
        assertEquals("{}", differences(false, state(Optional.empty(), true, "# x", KEY + " other", ECDSA)));
        assertEquals("{}", differences(false, state(Optional.empty(), true, KEY, KEY)));
        assertTrue(differences(false, state(Optional.empty(), true, KEY, "no-pty " + KEY))
                .startsWith("{keys="));
        assertTrue(differences(false, state(Optional.empty(), true, "no-pty " + KEY))
                .startsWith("{keys=no-pty ssh-"));
    }

    @Test
    void exclusiveNeverTakesTheSessionsOwn() {
        assertEquals("{}", differences(true, state(Optional.of(ECDSA), true, KEY, ECDSA + " me")));
        String both = differences(true, state(Optional.of(ECDSA), true, ECDSA + " me", "ssh-rsa AAAA old"));
        assertTrue(both.contains("kept=ecdsa-sha2-nistp256 SHA256:") && both.contains("me -> the session's own"), both);
        assertTrue(both.contains("keys=ssh-rsa SHA256:"), both);
        String unknown = differences(true, state(Optional.empty(), false, KEY));
        assertTrue(unknown.startsWith("refused: which key let this session in isn't known"), unknown);
    }

    /** What stands in a file may be anything, a secret in the wrong place included. */
    @Test
    void whatIsNoKeyIsNotShown() {
        String shown =
                differences(true, state(Optional.empty(), true, KEY, "root:$6$salt$hash:1:2", "password hunter2"));
        assertFalse(shown.contains("hash") || shown.contains("hunter"), shown);
        assertTrue(shown.contains("(a line with no key that is known)"), shown);
    }
}
