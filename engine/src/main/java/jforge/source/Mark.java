package jforge.source;

/**
 * A place in a text.
 *
 * @param file the path as the user would write it
 * @param line from 1
 * @param column from 1
 */
public record Mark(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
