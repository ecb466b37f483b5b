package jforge.kit;

import java.io.IOException;
import jforge.transport.Shell;

/** A host that may be spoilt. Scripts run as root. */
public interface Host {
    /** For the names of tests. */
    String name();

    /** A fresh shell, in a process group of its own, since some are killed whole. */
    Shell open() throws IOException;
}
