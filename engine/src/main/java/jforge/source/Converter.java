package jforge.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The parser's tree to ours. What an anchor names is converted once and shared by its aliases. */
final class Converter {
    /** More than this many nodes out of one file is an attack or a mistake. */
    private static final long MAX_EXPANDED = 500_000;

    /** Aliases of aliases can nest deeper than anything written. */
    private static final int MAX_DEPTH = 200;

    /** A node, and how many and how deep it is with its aliases written out. */
    private record Sized(Node node, long size, int depth) {}

    private final String file;
    private final Map<org.yaml.snakeyaml.nodes.Node, Sized> done = new IdentityHashMap<>();
    private final Map<org.yaml.snakeyaml.nodes.Node, Mark> open = new IdentityHashMap<>();

    Converter(String file) {
        this.file = file;
    }

    Node convert(org.yaml.snakeyaml.nodes.Node root) {
        return sized(root).node();
    }

    private Sized sized(org.yaml.snakeyaml.nodes.Node from) {
        if (from instanceof ScalarNode scalar) {
            return new Sized(scalar(scalar), 1, 1);
        }
        Sized known = done.get(from);
        if (known != null) {
            return known;
        }
        Mark mark = mark(from);
        if (open.put(from, mark) != null) {
            throw new InventoryException(mark, "this contains itself through an alias");
        }
        Sized made = from instanceof SequenceNode list ? list(list, mark) : map((MappingNode) from, mark);
        if (made.size() > MAX_EXPANDED) {
            throw new InventoryException(mark, "the aliases in this expand to more than 500,000 values");
        }
        if (made.depth() > MAX_DEPTH) {
            throw new InventoryException(mark, "the aliases in this nest deeper than " + MAX_DEPTH + " levels");
        }
        open.remove(from);
        done.put(from, made);
        return made;
    }

    private Sized list(SequenceNode from, Mark mark) {
        checkTag(from, Tag.SEQ, mark);
        List<Node> items = new ArrayList<>();
        long size = 1;
        int depth = 0;
        for (org.yaml.snakeyaml.nodes.Node item : from.getValue()) {
            Sized one = sized(item);
            items.add(one.node());
            size += one.size();
            depth = Math.max(depth, one.depth());
        }
        return new Sized(new Node.Sequence(items, mark), size, depth + 1);
    }

    private Sized map(MappingNode from, Mark mark) {
        checkTag(from, Tag.MAP, mark);
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Mark> seen = new HashMap<>();
        long size = 1;
        int depth = 0;
        for (NodeTuple tuple : from.getValue()) {
            Node.Scalar key = key(tuple.getKeyNode());
            Mark first = seen.putIfAbsent(key.text(), key.mark());
            if (first != null) {
                throw new InventoryException(
                        key.mark(),
                        "the key \"" + key.text() + "\" stands twice, first in line " + first.line()
                                + "; remove or rename one");
            }
            Sized value = sized(tuple.getValueNode());
            entries.add(new Node.Entry(key, value.node()));
            size += 1 + value.size();
            depth = Math.max(depth, value.depth());
        }
        return new Sized(new Node.Mapping(entries, mark), size, depth + 1);
    }

    private Node.Scalar key(org.yaml.snakeyaml.nodes.Node from) {
        if (!(from instanceof ScalarNode scalar)) {
            throw new InventoryException(
                    mark(from), "a key must be plain text; a text that begins with { or [ needs quotes");
        }
        Node.Scalar key = scalar(scalar);
        if (key.text().equals("<<")) {
            throw new InventoryException(key.mark(), "YAML 1.2 has no merge key \"<<\"; write the entries out");
        }
        return key;
    }

    private Node.Scalar scalar(ScalarNode from) {
        Mark mark = mark(from);
        Tag tag = from.getTag();
        if (!tag.equals(YamlReader.PLAIN) && !tag.equals(YamlReader.QUOTED) && !tag.equals(Tag.STR)) {
            throw unknownTag(tag, mark);
        }
        String text = from.getValue();
        // an escape in a quoted text can bring in what the file itself may not hold
        if (text.chars().anyMatch(c -> c == 0 || c == '\uE000' || c == '\uE001' || c == '\uFDD0')) {
            throw new InventoryException(mark, "the characters U+0000, U+E000, U+E001 and U+FDD0 can't be used here");
        }
        return new Node.Scalar(text, tag.equals(YamlReader.PLAIN) ? CoreSchema.kind(text) : Node.Kind.TEXT, mark);
    }

    private static void checkTag(org.yaml.snakeyaml.nodes.Node node, Tag expected, Mark mark) {
        if (!node.getTag().equals(expected)) {
            throw unknownTag(node.getTag(), mark);
        }
    }

    private static InventoryException unknownTag(Tag tag, Mark mark) {
        String shown = tag.getValue().replace("tag:yaml.org,2002:", "!!");
        return new InventoryException(mark, "the tag " + shown + " has no meaning here; remove it");
    }

    private Mark mark(org.yaml.snakeyaml.nodes.Node node) {
        org.yaml.snakeyaml.error.Mark at = node.getStartMark();
        return new Mark(file, at.getLine() + 1, at.getColumn() + 1);
    }
}
