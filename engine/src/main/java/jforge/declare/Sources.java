package jforge.declare;

import java.util.HashSet;
import java.util.Set;

/**
 * What fields are filled from besides the inventory; one for the run, so that each thing is read once.
 *
 * @param used names of variables that were looked up
 */
record Sources(Taint taint, LocalFiles files, Templates templates, Set<String> used) {
    Sources(Taint taint, LocalFiles files, Templates templates) {
        this(taint, files, templates, new HashSet<>());
    }
}
