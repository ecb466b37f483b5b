package jforge.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.plan.Value;
import jforge.source.InventoryException;
import jforge.source.Mark;

/**
 * A declaration's attributes, of the shape the schema says, no variable left. Every getter is for attributes of its kind;
 * a name that the schema doesn't have is a programming error.
 */
public interface Fields {
    /** The attribute was written. */
    boolean has(String name);

    /** {@code TEXT}, {@code PATH} or {@code MODE} that the schema requires. */
    String text(String name);

    /** {@code TEXT}, {@code PATH} or {@code MODE}; a mode comes as four octal digits. */
    Optional<String> optionalText(String name);

    /** {@code SENSITIVE_TEXT}, or what a {@code TEMPLATE} rendered to. */
    Optional<Value.Text> sensitive(String name);

    /** {@code FLAG}; empty where it was not written. */
    Optional<Boolean> flag(String name);

    /** {@code NUMBER}. */
    Optional<Long> number(String name);

    /** {@code TEXTS}; empty where it was not written. */
    List<String> texts(String name);

    /** {@code TEXT_MAP} or {@code SENSITIVE_MAP}, in the order written; empty where it was not written. */
    Map<String, Value.Text> map(String name);

    /** {@code NAMES}, in the order written, each with what the map says of it; empty where it was not written. */
    Map<String, Optional<String>> names(String name);

    /** The common key {@code when-changed} was written. */
    boolean triggered();

    /**
     * {@code LOCAL_TREE}.
     *
     * @param exclude globs of what to leave out: one without a slash is for names, others are for paths from the root
     */
    Optional<LocalTree> localTree(String name, List<String> exclude);

    /** {@code LOCAL_FILE}. */
    Optional<LocalFile> localFile(String name);

    /** {@code LOCAL_TEXT}: what the file holds. */
    Optional<String> localText(String name);

    /** Where the attribute, or with a name that was not written the whole declaration, stands. */
    Mark mark(String name);

    /** Where in the attribute, a map or a list of texts, a key or a text stands; the attribute where it has no such. */
    Mark mark(String name, String entry);

    /** A fault of the attribute. */
    default InventoryException fault(String name, String problem) {
        return new InventoryException(mark(name), problem);
    }

    /**
     * A file of the controller.
     *
     * @param path absolute
     * @param sha256 64 hex digits
     * @param size in bytes
     */
    record LocalFile(String path, String sha256, long size) {}
}
