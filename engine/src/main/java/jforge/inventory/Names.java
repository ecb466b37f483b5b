package jforge.inventory;

import java.util.regex.Pattern;
import jforge.source.InventoryException;
import jforge.source.Node;

/** What may be a name: it becomes part of patterns, references and file names. */
final class Names {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private Names() {}

    static void check(Node.Scalar name, String what) {
        if (!HOST.matcher(name.text()).matches()) {
            throw new InventoryException(
                    name.mark(),
                    "a " + what + " can't be named \"" + name.text()
                            + "\"; use letters, digits, \".\", \"_\" and \"-\"");
        }
        if (name.text().equals("all")) {
            throw new InventoryException(name.mark(), "\"all\" means every host; give this " + what + " another name");
        }
    }

    static void checkVariable(Node.Scalar name) {
        if (!VARIABLE.matcher(name.text()).matches()) {
            throw new InventoryException(
                    name.mark(),
                    "a variable can't be named \"" + name.text()
                            + "\"; use letters, digits, \"_\" and \"-\", not a digit first");
        }
    }
}
