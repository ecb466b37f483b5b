package jforge.kit;

import java.io.IOException;
import jforge.transport.Shell;

/** A host that may be spoilt. Scripts run as root. */
public interface Host {
    /** For the names of tests. */
    String name();

    /** A fresh shell, in a process group of its own, since some are killed whole. */
    Shell open() throws IOException;

    /** Whether its shell starts a process for each command; BusyBox runs its own itself, so that none can be waited for. */
    default boolean startsCommands() {
        return true;
    }
}
