package jforge.declare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jforge.plan.Ref;
import jforge.resource.Resource;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.source.InventoryException;
import jforge.source.Nearest;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/** What is declared where, by label: resolves {@code requires:} and {@code when-changed:}. */
final class Labels {
    private final Map<String, ResourceType<?, ?>> types;
    private final Map<String, Map<String, Ref>> byHost = new LinkedHashMap<>();
    private final Map<Ref, List<Ref>> parts = new HashMap<>();
    private final Set<String> partlyKnown = new HashSet<>();

    Labels(List<String> hosts, Map<String, ResourceType<?, ?>> types) {
        this.types = types;
        hosts.forEach(host -> byHost.put(host, new LinkedHashMap<>()));
    }

    /** @param label perhaps another one of the same resource */
    void add(String host, String label, Ref ref) {
        of(host).put(label, ref);
    }

    /** What is declared on one host by a label is meant by it on others as well. */
    void share(String from, String label, List<String> hosts) {
        Ref ref = of(from).get(label);
        if (ref != null) {
            hosts.forEach(host -> of(host).putIfAbsent(label, ref));
        }
    }

    /** The host has resources whose labels need its facts. */
    void addUnknown(String host) {
        partlyKnown.add(host);
    }

    /** What refers to the one refers to its parts as well. */
    void expand(Ref whole, List<Ref> of) {
        parts.put(whole, of);
    }

    /** {@link #resolve}d, with its parts; every resource of the host where an asterisk stands for any text. */
    List<Resource.Link> links(Node.Scalar written, Ref from) {
        String label = label(written);
        if (label.contains("*") && !of(from.host()).containsKey(label)) {
            return matching(label, written, from);
        }
        Resource.Link link = resolve(written, from);
        List<Resource.Link> links = new ArrayList<>(List.of(link));
        parts.getOrDefault(link.to(), List.of()).stream()
                .filter(part -> !part.equals(from))
                .forEach(part -> links.add(new Resource.Link(part, written.mark())));
        return links;
    }

    private List<Resource.Link> matching(String pattern, Node.Scalar written, Ref from) {
        Pattern glob = Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
        List<Resource.Link> links = of(from.host()).entrySet().stream()
                .filter(e -> glob.matcher(e.getKey()).matches() && !e.getValue().equals(from))
                .map(Map.Entry::getValue)
                .distinct()
                .map(ref -> new Resource.Link(ref, written.mark()))
                .toList();
        if (links.isEmpty() && !partlyKnown.contains(from.host())) {
            throw new InventoryException(
                    written.mark(), "nothing else that is declared on " + from.host() + " matches \"" + pattern + "\"");
        }
        return links;
    }

    /**
     * @param written "TYPE NAME", or "TYPE NAME on HOST"
     * @param from who refers to it
     * @throws InventoryException if no such resource is declared there
     */
    Resource.Link resolve(Node.Scalar written, Ref from) {
        String label = label(written);
        String host = from.host();
        Ref found = find(label, host, written);
        int on = label.lastIndexOf(" on ");
        if (found == null && on > 0 && byHost.containsKey(label.substring(on + 4))) {
            host = label.substring(on + 4);
            label = tidy(label.substring(0, on));
            found = find(label, host, written);
        }
        if (found == null && partlyKnown.contains(host)) {
            found = new Ref(host, label);
        }
        if (found == null) {
            throw unresolved(written, label, host);
        }
        if (found.equals(from)) {
            throw new InventoryException(written.mark(), label + " can't wait for itself");
        }
        return new Resource.Link(found, written.mark());
    }

    /** By its label, or by the part of it that says not where: "line x" for "line x in /etc/hosts", if there is one such. */
    private @Nullable Ref find(String label, String host, Node.Scalar written) {
        Ref found = of(host).get(label);
        ResourceType<?, ?> type = types.get(label.substring(0, label.indexOf(' ')));
        if (found != null || type == null || type.schema().within().isEmpty()) {
            return found;
        }
        List<String> longer = of(host).keySet().stream()
                .filter(l -> l.startsWith(label + " in /"))
                .sorted()
                .toList();
        if (longer.size() > 1) {
            throw new InventoryException(
                    written.mark(),
                    "more than one \"" + label + "\" is declared on " + host + ": write "
                            + String.join(" or ", longer));
        }
        return longer.isEmpty() ? null : of(host).get(longer.get(0));
    }

    private String label(Node.Scalar written) {
        String text = written.text().strip();
        int space = text.indexOf(' ');
        String key = space < 0 ? text : text.substring(0, space);
        if (space < 0 || !types.containsKey(key)) {
            throw new InventoryException(
                    written.mark(),
                    "\"" + text + "\" should be a type and a name, such as \"package nginx\""
                            + (types.containsKey(key) ? "" : Nearest.hint(key, types.keySet())));
        }
        return tidy(text);
    }

    private String tidy(String label) {
        int space = label.indexOf(' ');
        String key = label.substring(0, space);
        String name = label.substring(space + 1).strip();
        ResourceType<?, ?> type = types.get(key);
        boolean path = type != null && type.schema().attributes().get(0).kind() == Schema.Kind.PATH;
        return key + " " + (path && name.startsWith("/") ? Shape.tidy(name) : name);
    }

    private InventoryException unresolved(Node.Scalar written, String label, String host) {
        String elsewhere = byHost.keySet().stream()
                .filter(other -> of(other).containsKey(label))
                .findFirst()
                .map(other -> "; it is on " + other + ": write \"" + label + " on " + other + "\"")
                .orElseGet(() -> Nearest.to(label, of(host).keySet())
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("; declare it, or mend the name"));
        return new InventoryException(written.mark(), "no \"" + label + "\" is declared on " + host + elsewhere);
    }

    private Map<String, Ref> of(String host) {
        return byHost.getOrDefault(host, Map.of());
    }
}
