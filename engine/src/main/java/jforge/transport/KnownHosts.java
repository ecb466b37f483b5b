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

/** The lines of known_hosts files. Lines of {@code @cert-authority} are passed over: host certificates aren't asked for. */
record KnownHosts(List<Line> lines) {
    /** @param hosts comma-separated patterns, or one hashed name */
    record Line(boolean revoked, String hosts, String type, byte[] key, String place) {}

    /** Reads a file; one that isn't there holds no lines. */
    static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        int number = 0;
        for (String text : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            Line line = parse(text.strip(), file + ":" + number);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static @Nullable Line parse(String text, String place) {
        List<String> words = new ArrayList<>(List.of(text.split("[ \t]+")));
        boolean revoked = words.get(0).equals("@revoked");
        if (revoked) {
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
            return new Line(revoked, words.get(0), words.get(1), key, place);
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
        if (hosts.startsWith("|1|")) {
            return hashed(hosts, wanted);
        }
        boolean found = false;
        for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",")) {
            if (pattern.startsWith("!") && Glob.matches(pattern.substring(1), wanted)) {
                return false;
            }
            found |= Glob.matches(pattern, wanted);
        }
        return found;
    }

    private static boolean hashed(String hosts, String name) {
        String[] parts = hosts.split("\\|");
        if (parts.length != 4) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
            byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return Arrays.equals(digest, Base64.getDecoder().decode(parts[3]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
