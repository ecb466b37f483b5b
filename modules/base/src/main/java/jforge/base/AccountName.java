package jforge.base;

import java.util.regex.Pattern;
import jforge.resource.Fields;

/** The names that users and groups may have: what shadow and BusyBox both take. */
final class AccountName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,30}[A-Za-z0-9_.$-]?");

    private AccountName() {}

    /** @throws jforge.source.InventoryException if it can't be a name */
    static String check(Fields fields, String attribute, String name) {
        if (!VALID.matcher(name).matches()) {
            throw fields.fault(
                    attribute,
                    "\"" + name
                            + "\" can't be a name here: up to 32 letters, digits, _ . -, beginning with a letter or _");
        }
        return name;
    }

    /** @throws jforge.source.InventoryException if the number is out of range; 4294967295 means "none" to the kernel */
    static String checkId(Fields fields, String attribute, long id) {
        if (id < 0 || id > 4294967294L) {
            throw fields.fault(attribute, "an id is from 0 to 4294967294, not " + id);
        }
        return Long.toString(id);
    }
}
