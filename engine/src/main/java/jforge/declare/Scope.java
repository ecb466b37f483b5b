package jforge.declare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jforge.inventory.Host;
import jforge.inventory.Variable;
import jforge.source.Mark;
import jforge.source.Nearest;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/** What a reference can name, seen from one host. */
final class Scope {
    static final List<String> ROOTS = List.of("vars", "facts", "secrets", "host", "hosts", "each");

    private static final int MAX_CHAIN = 100;

    private final Host host;
    private final @Nullable Map<String, Node> facts;
    private final Sources sources;
    private final Fleet fleet;
    private final @Nullable Node each;
    private final Map<String, Node> resolved;
    private final Set<String> open;

    /** The scopes of all hosts. */
    record Fleet(Collection<String> names, Function<String, Scope> scopes) {}

    /** @param facts null while the host hasn't told them */
    Scope(Host host, @Nullable Map<String, Object> facts, Sources sources, Fleet fleet) {
        this(
                host,
                facts == null ? null : Facts.nodes(facts, host.mark()),
                sources,
                fleet,
                null,
                new LinkedHashMap<>(),
                new LinkedHashSet<>());
    }

    private Scope(
            Host host,
            @Nullable Map<String, Node> facts,
            Sources sources,
            Fleet fleet,
            @Nullable Node each,
            Map<String, Node> resolved,
            Set<String> open) {
        this.host = host;
        this.facts = facts;
        this.sources = sources;
        this.fleet = fleet;
        this.each = each;
        this.resolved = resolved;
        this.open = open;
    }

    /** The same host, with {@code each} bound. */
    Scope with(Node item) {
        return new Scope(host, facts, sources, fleet, item, resolved, open);
    }

    Host host() {
        return host;
    }

    @Nullable Node each() {
        return each;
    }

    Collection<String> hostNames() {
        return fleet.names();
    }

    Scope of(String hostName) {
        return fleet.scopes().apply(hostName);
    }

    List<String> secretNames() {
        return sources.taint().names();
    }

    String secret(String name) {
        return sources.taint().placeholder(name);
    }

    /** @throws NeedsFactsException if the host hasn't told them */
    Map<String, Node> facts(String reference) {
        if (facts == null) {
            throw new NeedsFactsException(host.name(), reference);
        }
        return facts;
    }

    /**
     * What the reference names, with no reference left in it.
     *
     * @throws jforge.source.InventoryException if there is no such thing
     * @throws NeedsFactsException if the host's facts are needed and not there
     */
    Node get(Reference reference) {
        String root = reference.step(0).key();
        if (root.equals("each") && each != null) {
            return descend(each, reference, 1);
        }
        if (!ROOTS.contains(root)) {
            throw reference.fault("\"${" + reference.text() + "}\" names nothing" + Nearest.hint(root, ROOTS));
        }
        if (root.equals("each")) {
            throw reference.fault("${each} has a meaning only in a resource with each:");
        }
        if (reference.size() < 2 || reference.step(1).isIndex()) {
            throw reference.fault("\"${" + reference.text() + "}\" needs a name: " + root + ".NAME");
        }
        return switch (root) {
            case "vars" -> vars(reference, 1);
            case "facts" -> fact(reference);
            case "secrets" -> secret(reference);
            case "host" -> property(reference, 1);
            default -> other(reference);
        };
    }

    private Node vars(Reference reference, int at) {
        String name = reference.step(at).key();
        await(name);
        if (!host.vars().containsKey(name)) {
            throw reference.fault("host " + host.name() + " has no variable \"" + name + "\""
                    + Nearest.hint(name, host.vars().keySet()));
        }
        return descend(variable(name, reference), reference, at + 1);
    }

    /** A variable's value, interpolated. */
    Node variable(String name, Reference from) {
        await(name);
        sources.used().add(name);
        Node known = resolved.get(name);
        if (known != null) {
            return known;
        }
        Variable variable = java.util.Objects.requireNonNull(host.vars().get(name));
        if (!open.add(name)) {
            List<String> chain = new ArrayList<>(open);
            chain.add(name);
            throw from.fault("the variables go in a circle: "
                    + String.join(" > ", chain.subList(chain.indexOf(name), chain.size())));
        }
        if (open.size() > MAX_CHAIN) {
            open.remove(name);
            throw from.fault("more than " + MAX_CHAIN + " variables refer to each other in a row");
        }
        try {
            // variables don't see each: they are the same for all of a host's resources
            Scope own = new Scope(host, facts, sources, fleet, null, resolved, open);
            Node value = Interpolation.of(variable.value(), own);
            resolved.put(name, value);
            return value;
        } finally {
            open.remove(name);
        }
    }

    /** @throws NeedsFactsException if a group by facts may set the variable on this host */
    private void await(String name) {
        if (host.awaited().contains(name)) {
            throw new NeedsFactsException(host.name(), "vars." + name);
        }
    }

    private Node fact(Reference reference) {
        Map<String, Node> known = facts(reference.text());
        String name = reference.step(1).key();
        Node value = known.get(name);
        if (value == null) {
            throw reference.fault("there is no fact \"" + name + "\"" + Nearest.hint(name, known.keySet()));
        }
        return descend(value, reference, 2);
    }

    private Node secret(Reference reference) {
        String name = reference.step(1).key();
        if (!sources.taint().names().contains(name)) {
            throw reference.fault("there is no secret \"" + name + "\""
                    + Nearest.hint(name, sources.taint().names()));
        }
        return descend(text(sources.taint().placeholder(name), reference.mark()), reference, 2);
    }

    private Node other(Reference reference) {
        String name = reference.step(1).key();
        if (!fleet.names().contains(name)) {
            String quoted = reference.size() > 3 ? "; a name with dots is written hosts[\"a.b\"]" : "";
            throw reference.fault("there is no host \"" + name + "\"" + Nearest.hint(name, fleet.names()) + quoted);
        }
        return of(name).property(reference, 2);
    }

    private Node property(Reference reference, int at) {
        String name = at < reference.size() ? reference.step(at).key() : "";
        if (name.equals("vars") && at + 1 < reference.size()) {
            return vars(reference, at + 1);
        }
        return switch (name) {
            case "name" -> descend(text(host.name(), reference.mark()), reference, at + 1);
            case "address" -> descend(text(host.address(), reference.mark()), reference, at + 1);
            default ->
                throw reference.fault(
                        "\"${" + reference.text() + "}\" names nothing of a host; there is: name, address, vars.NAME");
        };
    }

    private static Node descend(Node from, Reference reference, int at) {
        Node node = from;
        for (int i = at; i < reference.size(); i++) {
            node = step(node, reference, i);
        }
        return node;
    }

    private static Node step(Node node, Reference reference, int at) {
        Reference.Step step = reference.step(at);
        String before = reference.upTo(at);
        if (step.isIndex()) {
            if (!(node instanceof Node.Sequence list)) {
                throw reference.fault("\"" + before + "\" is " + node.described() + ", not a list");
            }
            if (step.index() >= list.items().size()) {
                throw reference.fault("\"" + before + "\" has " + list.items().size()
                        + " items, counted from 0; there is no [" + step.index() + "]");
            }
            return list.items().get(step.index());
        }
        if (!(node instanceof Node.Mapping map)) {
            throw reference.fault("\"" + before + "\" is " + node.described() + ", it has no \"" + step.key() + "\"");
        }
        return map.get(step.key())
                .orElseThrow(() -> reference.fault("\"" + before + "\" has no \"" + step.key() + "\""
                        + Nearest.hint(
                                step.key(),
                                map.entries().stream().map(e -> e.key().text()).toList())));
    }

    private static Node text(String text, Mark mark) {
        return new Node.Scalar(text, Node.Kind.TEXT, mark);
    }
}
