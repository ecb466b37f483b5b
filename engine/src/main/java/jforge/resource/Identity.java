package jforge.resource;

/**
 * What makes two declarations one thing.
 *
 * @param space what the name is unique in: "path" for files, directories and links alike, else the type's key
 * @param name unique there: an absolute path without "." or a trailing slash, a user's name
 */
public record Identity(String space, String name) {
    /** Anything that stands at a path. */
    public static Identity path(String path) {
        return new Identity("path", path);
    }

    @Override
    public String toString() {
        return space + " " + name;
    }
}
