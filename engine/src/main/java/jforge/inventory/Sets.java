package jforge.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Node;
import jforge.source.YamlReader;

/** Reads {@code --set NAME=VALUE}; the value is YAML, as after a colon in the inventory. */
final class Sets {
    private Sets() {}

    static Map<String, Node> read(List<String> options) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new InventoryException(Mark.whole("--set"), "\"" + option + "\" should be NAME=VALUE");
            }
            String name = option.substring(0, equals);
            String place = "--set " + name;
            Mark mark = new Mark(place, 1, 1);
            Names.checkVariable(new Node.Scalar(name, Node.Kind.TEXT, mark));
            String text = option.substring(equals + 1);
            values.put(name, text.isBlank() ? new Node.Scalar("", Node.Kind.TEXT, mark) : YamlReader.read(place, text));
        }
        return values;
    }
}
