package jforge.transport;

import org.jspecify.annotations.Nullable;

/** Who runs this, for what can't be known before hosts are logged in to. Called by any thread, one at a time. */
public interface Operator {
    /** Nobody to ask, and nothing is told. */
    Operator NONE = new Operator() {
        @Override
        public char @Nullable [] secret(String prompt) {
            return null;
        }

        @Override
        public void told(String notice) {}
    };

    /**
     * Asks for a secret, without showing it.
     *
     * @return the caller's to wipe; null if there is nobody to ask, or who is asked gives none
     */
    char @Nullable [] secret(String prompt);

    /** One sentence that must not be missed. */
    void told(String notice);
}
