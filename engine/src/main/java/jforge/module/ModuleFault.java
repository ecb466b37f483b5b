package jforge.module;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.inventory.Module;
import jforge.source.InventoryException;

/** Why a module can't be used, in words for who names it. */
final class ModuleFault {
    /** Class files of Java N have the version N + 44. */
    private static final int FIRST_VERSION = 44;

    private static final Pattern VERSION = Pattern.compile("^(\\S+) .*class file version (\\d+)");

    private ModuleFault() {}

    static InventoryException of(Module module, String problem) {
        return new InventoryException(module.mark(), "the module " + module.path() + " " + problem);
    }

    static InventoryException of(Module module, Error fault) {
        String text = String.valueOf(fault.getMessage());
        if (fault instanceof UnsupportedClassVersionError) {
            return of(module, newer(text));
        }
        if (fault instanceof NoClassDefFoundError) {
            return of(
                    module,
                    "needs the class " + text.replace('/', '.')
                            + ", which is neither in it nor in jforge's contract; put its jar into the folder");
        }
        if (fault instanceof LinkageError) {
            return of(module, "does not fit this jforge: " + fault + "; build it anew against this version");
        }
        String told = text.replaceFirst("^jforge\\.resource\\.[A-Za-z]+: ", "");
        Throwable cause = fault.getCause();
        if (cause instanceof LinkageError linkage && !(cause instanceof ExceptionInInitializerError)) {
            return of(module, linkage);
        }
        return of(
                module,
                "can't be loaded: " + told
                        + (cause == null ? "" : " (" + (cause.getCause() == null ? cause : cause.getCause()) + ")"));
    }

    private static String newer(String text) {
        Matcher found = VERSION.matcher(text);
        String needs = found.find()
                ? found.group(1).replace('/', '.') + " needs Java " + (Integer.parseInt(found.group(2)) - FIRST_VERSION)
                : "it needs a newer Java";
        return "was compiled for a newer Java: " + needs + ", and jforge runs on Java "
                + Runtime.version().feature() + "; compile it with --release 17";
    }
}
