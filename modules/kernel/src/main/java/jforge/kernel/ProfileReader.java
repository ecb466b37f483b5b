package jforge.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import jforge.source.Node;

/** Reads a profile's file. */
final class ProfileReader {
    private static final List<String> KEYS = List.of("name", "version", "summary", "settings");
    private static final List<String> SETTING = List.of("value", "reason", "source", "cost");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern SOURCE = Pattern.compile("https://[^\\s]+");

    private final InventoryErrors.Collector errors = new InventoryErrors.Collector();

    private ProfileReader() {}

    /**
     * @param name the file's, without its ending
     * @throws InventoryErrors with every fault that could be found
     */
    static Profile read(Node node, String name) {
        ProfileReader reading = new ProfileReader();
        List<Profile> made = new ArrayList<>();
        reading.errors.attempt(() -> made.add(reading.profile(node, name)));
        reading.errors.check();
        return made.get(0);
    }

    private Profile profile(Node node, String name) {
        Node.Mapping map = table(node, "a profile", KEYS, KEYS);
        String own = text(map, "name");
        if (!own.equals(name)) {
            errors.add(new InventoryException(
                    get(map, "name").mark(),
                    "this profile calls itself \"" + own + "\", and its file " + name + ".yaml; make them one name"));
        }
        String version = text(map, "version");
        if (!VERSION.matcher(version).matches()) {
            throw new InventoryException(
                    get(map, "version").mark(), "\"version\" must be a whole number from 1, found \"" + version + "\"");
        }
        String summary = text(map, "summary");
        Node.Mapping written = mapping(get(map, "settings"), "settings");
        Map<SysctlKey, Profile.Setting> settings = new LinkedHashMap<>();
        for (Node.Entry entry : written.entries()) {
            errors.attempt(() -> {
                Profile.Setting setting = setting(entry);
                Profile.Setting first = settings.putIfAbsent(setting.key(), setting);
                if (first != null) {
                    throw new InventoryException(
                            entry.key().mark(),
                            "\"" + entry.key().text() + "\" is the setting in " + first.mark()
                                    + " in another spelling");
                }
            });
        }
        if (written.entries().isEmpty()) {
            errors.add(new InventoryException(written.mark(), "a profile without settings does nothing"));
        }
        return new Profile(name, Long.parseLong(version), summary, List.copyOf(settings.values()));
    }

    private Profile.Setting setting(Node.Entry entry) {
        String written = entry.key().text();
        SysctlKey key = SysctlDeclaration.key(
                written, problem -> new InventoryException(entry.key().mark(), problem));
        Node.Mapping map = table(entry.value(), written, SETTING, SETTING.subList(0, 3));
        String value = CanonicalValue.fold(text(map, "value"));
        Matcher places = PLACE.matcher(value);
        while (places.find()) {
            String place = places.group(1);
            if (!PathFigures.NAMES.contains(place)) {
                throw new InventoryException(
                        get(map, "value").mark(),
                        "nothing is called \"{" + place + "}\"" + Nearest.hint(place, PathFigures.NAMES));
            }
        }
        String source = text(map, "source");
        if (!SOURCE.matcher(source).matches()) {
            throw new InventoryException(
                    get(map, "source").mark(),
                    "\"source\" must be a URL that begins with https://, found \"" + source + "\"");
        }
        Optional<String> cost = map.get("cost").map(node -> text(map, "cost"));
        return new Profile.Setting(
                key, value, text(map, "reason"), source, cost, entry.key().mark());
    }

    private Node.Mapping table(Node node, String what, List<String> allowed, List<String> required) {
        Node.Mapping map = mapping(node, what);
        for (Node.Entry entry : map.entries()) {
            String key = entry.key().text();
            if (!allowed.contains(key)) {
                errors.add(new InventoryException(
                        entry.key().mark(), what + " has no key \"" + key + "\"" + Nearest.hint(key, allowed)));
            }
        }
        for (String key : required) {
            if (map.get(key).isEmpty()) {
                throw new InventoryException(map.mark(), what + " needs \"" + key + "\"");
            }
        }
        return map;
    }

    private static Node.Mapping mapping(Node node, String what) {
        if (node instanceof Node.Mapping map) {
            return map;
        }
        throw new InventoryException(node.mark(), what + " is written as a map, found " + node.described());
    }

    private static Node get(Node.Mapping map, String key) {
        return map.get(key).orElseThrow();
    }

    private static String text(Node.Mapping map, String key) {
        Node node = get(map, key);
        boolean text = node instanceof Node.Scalar scalar
                && scalar.kind() != Node.Kind.NULL
                && scalar.kind() != Node.Kind.BOOLEAN;
        if (text && !((Node.Scalar) node).text().isBlank()) {
            return ((Node.Scalar) node).text().strip();
        }
        throw new InventoryException(node.mark(), "\"" + key + "\" must be text, found " + node.described());
    }
}
