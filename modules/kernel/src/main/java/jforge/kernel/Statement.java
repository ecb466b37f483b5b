package jforge.kernel;

import java.util.Optional;

/**
 * What a line of a file says, as one applier understands it.
 *
 * @param path below /proc/sys, with slashes; a pattern perhaps
 * @param value empty for an exclusion: "-KEY" without a value
 * @param glob the path is a pattern
 */
record Statement(Place at, String path, Optional<String> value, boolean glob) {
    boolean excludes() {
        return value.isEmpty();
    }
}
