package jforge.transport;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those that were asked for before hosts are logged in to; each gives a copy, wiped after use.
 *
 * @param login sent to a host that takes none of the keys; null for none
 * @param sudo null for a sudo that must not ask
 */
public record Passwords(
        @Nullable Supplier<char[]> login, @Nullable Supplier<char[]> sudo) {
    public static final Passwords NONE = new Passwords(null, null);
}
