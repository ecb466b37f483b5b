package jforge.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import jforge.source.Node;

/** Turns {@code on}, {@code except}, {@code --limit} and a group's {@code hosts} into names of hosts. */
final class Patterns {
    private final Collection<String> hosts;
    private final Map<String, Group> groups;

    /** @param groups empty where groups can't be named */
    Patterns(Collection<String> hosts, Map<String, Group> groups) {
        this.hosts = hosts;
        this.groups = groups;
    }

    List<String> match(Node pattern) {
        Set<String> found = new LinkedHashSet<>();
        if (pattern instanceof Node.Sequence list && list.items().isEmpty()) {
            throw new InventoryException(list.mark(), "this list names no host");
        }
        items(pattern).forEach(item -> found.addAll(one(item)));
        return hosts.stream().filter(found::contains).toList();
    }

    /** The hosts that match as well once their facts are told; perhaps some that match in any case. */
    List<String> possible(Node pattern) {
        Set<String> found = new LinkedHashSet<>();
        for (Node item : items(pattern)) {
            Group group = item instanceof Node.Scalar scalar ? groups.get(scalar.text()) : null;
            if (group != null) {
                found.addAll(group.possible());
            }
        }
        return hosts.stream().filter(found::contains).toList();
    }

    private static List<Node> items(Node pattern) {
        return pattern instanceof Node.Sequence list ? list.items() : List.of(pattern);
    }

    private Collection<String> one(Node pattern) {
        if (!(pattern instanceof Node.Scalar scalar) || scalar.kind() == Node.Kind.NULL) {
            throw new InventoryException(
                    pattern.mark(),
                    "expected a host, a group, a glob or a list of these, found " + pattern.described());
        }
        String text = scalar.text();
        if (text.equals("all")) {
            return hosts;
        }
        if (hosts.contains(text)) {
            return List.of(text);
        }
        Group group = groups.get(text);
        if (group != null) {
            return group.hosts();
        }
        return isGlob(text) ? glob(scalar) : none(scalar);
    }

    private List<String> glob(Node.Scalar scalar) {
        Pattern glob = compile(scalar.text());
        List<String> found =
                hosts.stream().filter(h -> glob.matcher(h).matches()).toList();
        if (found.isEmpty()) {
            throw new InventoryException(scalar.mark(), "no host's name matches \"" + scalar.text() + "\"");
        }
        return found;
    }

    private List<String> none(Node.Scalar scalar) {
        List<String> names = new ArrayList<>(hosts);
        names.addAll(groups.keySet());
        names.add("all");
        String meant = Nearest.to(scalar.text(), names).filter("all"::equals).isPresent()
                ? "; did you mean \"all\"?"
                : Nearest.hint(scalar.text(), names.subList(0, names.size() - 1));
        String kinds = groups.isEmpty() ? "host" : "host or group";
        throw new InventoryException(scalar.mark(), "there is no " + kinds + " \"" + scalar.text() + "\"" + meant);
    }

    private static boolean isGlob(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                regex.append(characterClass(glob.substring(i + 1, end)));
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    private static String characterClass(String inside) {
        boolean negated = inside.startsWith("!") || inside.startsWith("^");
        String body = negated ? inside.substring(1) : inside;
        StringBuilder escaped = new StringBuilder(negated ? "[^" : "[");
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            boolean range = c == '-' && i > 0 && i < body.length() - 1 && body.charAt(i - 1) <= body.charAt(i + 1);
            escaped.append(range || Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c);
        }
        return escaped.append(']').toString();
    }
}
