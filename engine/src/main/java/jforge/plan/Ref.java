package jforge.plan;

/**
 * One resource of one host.
 *
 * @param label its type and name: "file /etc/motd"
 */
public record Ref(String host, String label) {
    @Override
    public String toString() {
        return host + ": " + label;
    }
}
