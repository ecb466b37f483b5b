package jforge.compare;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Names of the files that say that an effect is owed. */
final class Markers {
    private Markers() {}

    /**
     * The label with a dash for its first space: "service-nginx". Where anything else has to be replaced, a checksum of the
     * label keeps two of them apart.
     */
    static String name(String label) {
        String plain = label.replaceFirst(" ", "-");
        String safe = plain.replaceAll("[^A-Za-z0-9._@:-]", "-");
        if (safe.equals(plain) && safe.length() <= 100) {
            return safe;
        }
        CRC32 crc = new CRC32();
        crc.update(label.getBytes(StandardCharsets.UTF_8));
        return safe.substring(0, Math.min(100, safe.length())) + "-" + Long.toHexString(crc.getValue());
    }
}
