package jforge.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The lines of known_hosts files. */
record KnownHosts(List<Line> lines) {
    enum Mark {
        /** The host's key. */
        NONE,
        /** A key that the host must not have, and no authority of its certificate either. */
        REVOKED,
        /** The key of who signs the host's certificate. */
        AUTHORITY
    }

    /** @param hosts comma-separated patterns, or one hashed name */
    record Line(Mark mark, String hosts, String type, byte[] key, String place) {
        boolean is(Mark other) {
            return mark == other;
        }
    }

    /** Reads a file; one that isn't there holds no lines. */
    static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : texts(file)) {
            number++;
            Line line = parse(text.strip(), file + ":" + number);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /**
     * Reads a file of public keys, one a line, that no host may have.
     *
     * @throws IOException if it can't be read, or is a binary revocation list
     */
    static List<Line> revoked(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        if (!Files.isReadable(file)) {
            throw new IOException("RevokedHostKeys names a file that can't be read, so no host key can be believed");
        }
        for (String text : texts(file)) {
            number++;
            if (text.startsWith("SSHKRL\n\0") || number == 1 && text.equals("SSHKRL")) {
                throw new IOException("RevokedHostKeys names a binary list (KRL), which isn't supported: name a file of"
                        + " public keys, or use @revoked in known_hosts");
            }
            Line line = parse("@revoked * " + text.strip(), file + ":" + number);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> texts(Path file) throws IOException {
        return Files.exists(file)
                ? List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1))
                : List.of();
    }

    private static @Nullable Line parse(String text, String place) {
        List<String> words = new ArrayList<>(List.of(text.split("[ \t]+")));
        Mark mark = switch (words.get(0)) {
            case "@revoked" -> Mark.REVOKED;
            case "@cert-authority" -> Mark.AUTHORITY;
            default -> Mark.NONE;
        };
        if (mark != Mark.NONE) {
            words.remove(0);
        }
        if (text.isEmpty()
                || words.size() < 3
                || words.get(0).startsWith("#")
                || words.get(0).startsWith("@")) {
            return null;
        }
        try {
            byte[] key = Base64.getDecoder().decode(words.get(2));
            return new Line(mark, words.get(0), words.get(1), key, place);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The lines for a name: {@code host}, or {@code [host]:port}. */
    List<Line> of(String name) {
        return lines.stream().filter(l -> matches(l.hosts(), name)).toList();
    }

    private static boolean matches(String hosts, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return hosts.startsWith("|1|")
                ? hashed(hosts, wanted)
                : Glob.list(List.of(hosts.toLowerCase(Locale.ROOT).split(",")), wanted);
    }

    private static boolean hashed(String hosts, String name) {
        String[] parts = hosts.split("\\|");
        if (parts.length != 4) {
            return false;
        }
        try {
            byte[] digest = digest(Base64.getDecoder().decode(parts[2]), name);
            return Arrays.equals(digest, Base64.getDecoder().decode(parts[3]));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As OpenSSH hides a name. */
    static byte[] digest(byte[] salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
