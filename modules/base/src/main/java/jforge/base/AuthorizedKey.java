package jforge.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of authorized_keys.
 *
 * @param options as written; empty where there are none
 * @param id its type and its base64, with a space between: what makes two keys one
 * @param comment empty where there is none
 */
record AuthorizedKey(String options, String id, String comment) {
    private static final Pattern BEGINS_WITH_A_TYPE = Pattern.compile("(?:ssh-|ecdsa-|sk-)[^\\s,=\"]*\\s.*");
    private static final Pattern BLANK = Pattern.compile("[ \\t]+");
    private static final int LEAST_RSA_BITS = 2048;

    /** How many bytes the last part of such a key's blob has; 0 where that depends. */
    private static final Map<String, Integer> TYPES = Map.of(
            "ssh-ed25519", 32,
            "sk-ssh-ed25519@openssh.com", 0,
            "ecdsa-sha2-nistp256", 65,
            "ecdsa-sha2-nistp384", 97,
            "ecdsa-sha2-nistp521", 133,
            "sk-ecdsa-sha2-nistp256@openssh.com", 0,
            "ssh-rsa", 0);

    /** As sshd takes a line apart, whatever it holds; empty where the line is blank or a comment. */
    static Optional<AuthorizedKey> split(String line) {
        String rest = line.strip();
        if (rest.isEmpty() || rest.startsWith("#")) {
            return Optional.empty();
        }
        String options = "";
        if (!BEGINS_WITH_A_TYPE.matcher(rest).matches()) {
            int end = KeyOptions.end(rest);
            options = rest.substring(0, end);
            rest = rest.substring(end).strip();
        }
        String[] parts = BLANK.split(rest, 3);
        String id = parts[0] + " " + (parts.length > 1 ? parts[1] : "");
        return Optional.of(new AuthorizedKey(options, id, parts.length > 2 ? parts[2].strip() : ""));
    }

    /**
     * A line that is to let somebody in.
     *
     * @throws IllegalArgumentException if sshd wouldn't take it; the message never holds the line
     */
    static AuthorizedKey parse(String line) {
        if (line.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException("that is a private key: give the public one, the file that ends in .pub;"
                    + " and make a new pair if others have seen it");
        }
        AuthorizedKey key =
                split(line).orElseThrow(() -> new IllegalArgumentException("there is no key, but blanks or a comment"));
        KeyOptions.check(key.options);
        key.check();
        return key;
    }

    private void check() {
        String type = type();
        if (type.endsWith("-cert-v01@openssh.com")) {
            throw new IllegalArgumentException(
                    "that is a certificate: give the authority's public key, with the option" + " cert-authority");
        }
        if (type.equals("ssh-dss")) {
            throw new IllegalArgumentException("sshd takes no DSA keys any more; make one by ssh-keygen -t ed25519");
        }
        Integer size = TYPES.get(type);
        if (size == null) {
            throw new IllegalArgumentException("a key begins with its type, such as ssh-ed25519, perhaps after options;"
                    + " this has none that is known");
        }
        try {
            byte[] blob = Base64.getDecoder().decode(id.substring(type.length() + 1));
            check(ByteBuffer.wrap(blob), size);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the " + type + " key is damaged: "
                            + (e instanceof Damaged ? e.getMessage() : "its second part is no base64")
                            + "; copy the whole line of the .pub file",
                    e);
        }
    }

    private void check(ByteBuffer blob, int size) {
        if (!new String(part(blob), StandardCharsets.US_ASCII).equals(type())) {
            throw new Damaged("it says that it is of another type");
        }
        int bytes = 0;
        int parts = 0;
        while (blob.hasRemaining()) {
            bytes = part(blob).length;
            parts++;
        }
        int wanted = type().equals("ssh-ed25519") ? 1 : type().startsWith("sk-ecdsa") ? 3 : 2;
        if (parts != wanted || size != 0 && bytes != size) {
            throw new Damaged("it is of the wrong length");
        }
        if (type().equals("ssh-rsa") && (bytes - 1) * 8 < LEAST_RSA_BITS) {
            throw new Damaged("it has less than " + LEAST_RSA_BITS + " bits, which is no longer safe");
        }
    }

    private static byte[] part(ByteBuffer blob) {
        int length = blob.remaining() < Integer.BYTES ? -1 : blob.getInt();
        if (length < 0 || length > blob.remaining()) {
            throw new Damaged("it is cut off");
        }
        byte[] part = new byte[length];
        blob.get(part);
        return part;
    }

    private static final class Damaged extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    private String type() {
        return id.substring(0, id.indexOf(' '));
    }

    /** As a line of the file. */
    String line() {
        return (options.isEmpty() ? "" : options + " ") + id + (comment.isEmpty() ? "" : " " + comment);
    }

    /** For eyes: the fingerprint, as ssh-keygen -l shows it, in place of the key; what is no key is not shown at all. */
    String shown() {
        boolean known = TYPES.containsKey(type()) || type().startsWith("ssh-");
        return known
                ? (options.isEmpty() ? "" : options + " ") + fingerprint() + (comment.isEmpty() ? "" : " " + comment)
                : "(a line with no key that is known)";
    }

    private String fingerprint() {
        try {
            byte[] blob = Base64.getDecoder().decode(id.substring(type().length() + 1));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return type() + " SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (IllegalArgumentException e) {
            return type() + " (damaged)";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
