package jforge.kernel;

/**
 * Where something is written.
 *
 * @param file absolute
 * @param line from 1 on; 0 for the file as a whole
 */
record Place(String file, int line) {
    /** "FILE:LINE", or "FILE". */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
