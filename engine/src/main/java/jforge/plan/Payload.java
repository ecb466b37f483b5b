package jforge.plan;

/** Bytes that a command takes by name, on standard input: never in an argument. */
public sealed interface Payload {
    /** The name by which the command's {@code payload NAME} takes it; letters only. */
    String name();

    /** Text that travels within the script; may be secret. */
    record Inline(String name, Value.Text text) implements Payload {}

    /**
     * A file of the controller, streamed when the host asks for it.
     *
     * @param path absolute
     * @param sha256 64 hex digits at planning: another content at applying fails the step
     * @param size in bytes
     */
    record Local(String name, String path, String sha256, long size) implements Payload {}
}
