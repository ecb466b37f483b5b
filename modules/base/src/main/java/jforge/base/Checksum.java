package jforge.base;

import java.util.Locale;
import jforge.plan.Value;
import jforge.resource.Fields;

/**
 * What content has to be, whoever sends it.
 *
 * @param algorithm sha256 or sha512
 * @param hex lower case, of the algorithm's length
 */
record Checksum(String algorithm, String hex) {
    /** @throws jforge.source.InventoryException if it is none */
    static Checksum parse(Fields fields, String attribute) {
        String text = fields.text(attribute).strip().toLowerCase(Locale.ROOT);
        int colon = text.indexOf(':');
        String algorithm = colon < 0 ? "" : text.substring(0, colon);
        String hex = text.substring(colon + 1);
        if (algorithm.equals("md5") || algorithm.equals("sha1")) {
            throw fields.fault(attribute, algorithm + " can be forged; give the sha256 or sha512 of the file");
        }
        int length = algorithm.equals("sha256") ? 64 : algorithm.equals("sha512") ? 128 : 0;
        if (length == 0) {
            throw fields.fault(attribute, "a checksum begins with what it is: \"sha256:\" or \"sha512:\"");
        }
        if (!hex.matches("[0-9a-f]{" + length + "}")) {
            throw fields.fault(
                    attribute,
                    "a " + algorithm + " has " + length + " hex digits, as " + algorithm + "sum prints them");
        }
        return new Checksum(algorithm, hex);
    }

    /** The program that prints such ones. */
    String program() {
        return algorithm + "sum";
    }

    Value shown() {
        return new Value.Blob(algorithm + ":" + hex, -1, false);
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
