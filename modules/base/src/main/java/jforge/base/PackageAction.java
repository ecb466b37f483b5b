package jforge.base;

import java.util.Optional;

/**
 * What becomes of one package in a transaction.
 *
 * @param before the version there; empty where it is not installed or not said
 * @param after the version to come; empty where it is removed
 * @param downgrades the version to come is older
 */
record PackageAction(String name, Optional<String> before, Optional<String> after, boolean downgrades) {
    boolean removes() {
        return after.isEmpty();
    }

    @Override
    public String toString() {
        return after.map(v -> name + " " + v).orElse("removal of " + name);
    }
}
