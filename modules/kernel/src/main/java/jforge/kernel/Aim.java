package jforge.kernel;

import java.util.Optional;

/**
 * What a setting is to be.
 *
 * @param line what our file has to say for the next boot, blanks folded; empty where it must say nothing
 * @param runtime what the kernel has to have now; empty where that is left alone
 */
record Aim(Optional<String> line, Optional<String> runtime) {
    static Aim value(String value) {
        return new Aim(Optional.of(value), Optional.of(value));
    }

    /** @param runtime what it is set back to until the next boot */
    static Aim absent(Optional<String> runtime) {
        return new Aim(Optional.empty(), runtime);
    }

    boolean isAbsent() {
        return line.isEmpty();
    }
}
