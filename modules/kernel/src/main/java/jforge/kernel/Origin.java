package jforge.kernel;

import jforge.source.Mark;

/**
 * Who in the inventory says something of a setting.
 *
 * @param who for eyes: "settings", "profile legacy-middlebox 1"
 * @param value what it says, folded; "absent" where it is to go
 * @param mark where
 */
record Origin(String who, String value, Mark mark) {
    @Override
    public String toString() {
        return who + " in " + mark;
    }
}
