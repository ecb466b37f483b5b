package jforge.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing jforge manages. Every method is pure: no host, disk or clock; the engine does all input and output.
 *
 * <p>An implementation is a public final class with {@code @AutoService(ResourceType.class)}; nothing else names it.
 *
 * @param <D> what is wanted: a record
 * @param <S> what was seen: a record; lists everything that the type's commands can disturb
 */
public interface ResourceType<D, S> {
    /** The inventory key that selects it: "sysctl". Its value is the first attribute of the {@link #schema}. */
    String key();

    /** What an inventory may say; checked before {@link #parse}, and printed as the reference. */
    Schema schema();

    /**
     * @param fields the declaration, already of the schema's shape
     * @throws jforge.source.InventoryException if attributes contradict each other; marked at one of them
     */
    D parse(Fields fields);

    /** One thing declared twice on a host: equal is one, different is an error. */
    Identity identity(D desired);

    /** How it stands to others that may be declared; an edge to what isn't declared does nothing. */
    List<Edge> edges(D desired);

    /** What must be known. */
    List<Question<?>> questions(D desired);

    S read(D desired, Answers answers);

    /** From seen to desired, in order; no step when they agree. */
    Proposal propose(D desired, Seen<S> seen);

    /**
     * What {@code when-changed} brings about; null where it would have no meaning, or where the steps do it already.
     * Where it is null for an unknown state, {@code when-changed} is an error of the inventory.
     */
    default @Nullable Effect effect(D desired, Seen<S> seen) {
        return null;
    }
}
