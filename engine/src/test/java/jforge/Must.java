package jforge;

import java.util.Map;

/** What a test takes for granted. */
public final class Must {
    private Must() {}

    /** @throws AssertionError if the map has no such key */
    public static <V> V get(Map<String, V> map, String key) {
        V value = map.get(key);
        if (value == null) {
            throw new AssertionError("no \"" + key + "\" in " + map.keySet());
        }
        return value;
    }
}
