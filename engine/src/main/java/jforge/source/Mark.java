package jforge.source;

/**
 * A place in a text.
 *
 * @param file the path as the user would write it
 * @param line from 1; 0 where the whole is meant
 * @param column from 1; 0 where the whole is meant
 */
public record Mark(String file, int line, int column) {
    /** A file, a directory or an option as a whole. */
    public static Mark whole(String name) {
        return new Mark(name, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
