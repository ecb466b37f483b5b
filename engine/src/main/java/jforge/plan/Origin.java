package jforge.plan;

/** Where a change was declared; lines and columns from 1. */
public record Origin(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
