package jforge.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.declare.Undeclared;
import jforge.explain.Explanation.Attribute;
import jforge.explain.Explanation.Source;
import jforge.explain.Explanation.Wait;
import jforge.inventory.Group;
import jforge.inventory.Host;
import jforge.inventory.Inventory;
import jforge.inventory.Level;
import jforge.inventory.Secret;
import jforge.inventory.Variable;
import jforge.order.Placed;
import jforge.plan.Ref;
import jforge.resource.Explaining;
import jforge.resource.Resource;
import jforge.source.InventoryException;
import jforge.source.Mark;
import jforge.source.Nearest;
import jforge.source.Node;

/** Says where the values and resources of one host come from. */
public final class Explainer {
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(vars|ssh|secrets|facts|host)\\.([A-Za-z0-9_-]+).*");

    private final Inventory inventory;
    private final Host host;
    private final List<Placed> placed;
    private final List<Undeclared> undeclared;

    /**
     * @param placed the fleet's resources, as far as they can be declared without facts
     * @param undeclared what of this host needs facts
     * @throws InventoryException if there is no such host
     */
    public Explainer(Inventory inventory, String host, List<Placed> placed, List<Undeclared> undeclared) {
        this.inventory = inventory;
        this.placed = List.copyOf(placed);
        this.undeclared = List.copyOf(undeclared);
        Host found = inventory.hosts().get(host);
        if (found == null) {
            throw none(
                    "there is no host \"" + host + "\"", host, inventory.hosts().keySet());
        }
        this.host = found;
    }

    /**
     * @param asked "vars.port" or "port", "ssh.user", "secrets.db", "facts.os", or a resource: "file /etc/motd"
     * @throws InventoryException if there is no such name; the message has the nearest
     */
    public Explanation explain(String asked) {
        String name = asked.strip().replaceFirst("^\\$\\{(.*)}$", "$1");
        if (name.indexOf(' ') >= 0) {
            return resource(name);
        }
        Matcher dotted = NAME.matcher(name);
        if (!dotted.matches()) {
            return host.vars().containsKey(name) ? variable(name) : throwUnknown(name);
        }
        String key = dotted.group(2);
        return switch (dotted.group(1)) {
            case "vars" -> variable(key);
            case "ssh" -> setting(key);
            case "secrets" -> secret(key);
            case "host" ->
                Explanation.of(
                        host.name(), "host." + key, key.equals("address") ? host.address() : host.name(), here(), "");
            default ->
                Explanation.of(
                        host.name(),
                        "facts." + key,
                        null,
                        List.of(),
                        "the host says it at each run: jforge facts INVENTORY --limit " + host.name() + " shows it");
        };
    }

    /** What a section tells, as an explanation; its value is what holds in the end. */
    public Explanation chained(String asked, Explaining.Chain chain) {
        String value = null;
        for (Explaining.Link link : chain.links()) {
            value = link.counts() ? link.value() : value;
        }
        return new Explanation(
                host.name(), asked, value, List.of(), List.of(), List.of(), chain.links(), chain.verdict());
    }

    private List<Source> here() {
        return List.of(new Source("host " + host.name(), host.address(), host.mark()));
    }

    private Explanation throwUnknown(String name) {
        Set<String> names = new LinkedHashSet<>(host.vars().keySet());
        throw none(
                "host " + host.name() + " has no variable \"" + name
                        + "\", and a resource is asked for as \"TYPE NAME\"",
                name,
                names);
    }

    private Explanation variable(String name) {
        Variable variable = host.vars().get(name);
        boolean awaited = host.awaited().contains(name);
        if (variable == null && !awaited) {
            throw none(
                    "host " + host.name() + " has no variable \"" + name + "\"",
                    name,
                    host.vars().keySet());
        }
        String note = awaited ? "groups by facts may set it too: which of them it is in, its facts will tell" : "";
        return variable == null
                ? Explanation.of(host.name(), "vars." + name, null, List.of(), note)
                : Explanation.of(host.name(), "vars." + name, Written.of(variable.value()), chain(variable), note);
    }

    private Explanation setting(String name) {
        Variable setting = host.settings().get(name);
        return setting != null
                ? Explanation.of(host.name(), "ssh." + name, Written.of(setting.value()), chain(setting), "")
                : Explanation.of(
                        host.name(),
                        "ssh." + name,
                        null,
                        List.of(),
                        "the inventory doesn't say: OpenSSH's configuration does, else it is the default");
    }

    private List<Source> chain(Variable winner) {
        List<Source> sources = new ArrayList<>(List.of(source(winner)));
        winner.over().forEach(v -> sources.add(source(v)));
        return sources;
    }

    private Source source(Variable variable) {
        String who = variable.level() == Level.GROUP || variable.level() == Level.HOST
                ? variable.level().shown() + " " + variable.from()
                : variable.level().shown();
        Group group = variable.level() == Level.GROUP ? inventory.groups().get(variable.from()) : null;
        if (group != null && group.priority() != 0) {
            who += ", priority " + group.priority();
        }
        return new Source(who, Written.of(variable.value()), variable.value().mark());
    }

    private Explanation secret(String name) {
        Secret secret = inventory.secrets().get(name);
        if (secret == null) {
            throw none(
                    "there is no secret \"" + name + "\"",
                    name,
                    inventory.secrets().keySet());
        }
        String from;
        if (secret instanceof Secret.Env env) {
            from = "environment variable " + env.variable();
        } else if (secret instanceof Secret.File file) {
            from = "file " + file.path();
        } else {
            from = "command " + ((Secret.Command) secret).text();
        }
        return Explanation.of(
                host.name(),
                "secrets." + name,
                null,
                List.of(new Source("secrets", from, secret.mark())),
                "it is read on this machine when something uses it, and never shown");
    }

    private Explanation resource(String label) {
        for (Placed one : placed) {
            Ref ref = one.resource().ref();
            if (ref.host().equals(host.name()) && ref.label().equals(label)) {
                return declared(label, one.resource().mark(), waits(one), "");
            }
        }
        for (Undeclared one : undeclared) {
            if (label.equals(one.label())) {
                return declared(
                        label,
                        one.mark(),
                        List.of(),
                        "it needs " + one.needs() + " of " + one.of() + ": what it waits for can't be told without");
            }
        }
        Set<String> labels = new LinkedHashSet<>();
        placed.stream()
                .map(p -> p.resource().ref())
                .filter(r -> r.host().equals(host.name()))
                .forEach(r -> labels.add(r.label()));
        throw none("host " + host.name() + " has no resource \"" + label + "\"", label, labels);
    }

    private Explanation declared(String label, Mark mark, List<Wait> waits, String note) {
        List<Source> sources = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        for (Node node : inventory.resources()) {
            if (node.mark().equals(mark) && node instanceof Node.Mapping map) {
                for (Node.Entry entry : map.entries()) {
                    String key = entry.key().text();
                    String written = Written.of(entry.value());
                    Mark at = entry.value().mark();
                    if (List.of("on", "except", "each", "once").contains(key)) {
                        sources.add(new Source(key, written, at));
                    } else {
                        attributes.add(new Attribute(key, written, at, uses(Written.of(entry.value()), 0)));
                    }
                }
            }
        }
        sources.add(0, new Source("declared", label, mark));
        return new Explanation(host.name(), label, null, sources, attributes, waits, List.of(), note);
    }

    /** What the references of a text stand for; those of variables again, as deep as they go. */
    private List<Source> uses(String text, int depth) {
        List<Source> uses = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find() && depth < 10) {
            String name = reference.group(1);
            Matcher dotted = NAME.matcher(name);
            Variable variable =
                    name.startsWith("vars.") && dotted.matches() ? host.vars().get(dotted.group(2)) : null;
            Secret secret = name.startsWith("secrets.") && dotted.matches()
                    ? inventory.secrets().get(dotted.group(2))
                    : null;
            if (variable != null) {
                Source source = source(variable);
                uses.add(new Source("${" + name + "}, " + source.who(), source.value(), source.mark()));
                uses.addAll(uses(source.value(), depth + 1));
            } else if (secret != null) {
                uses.add(new Source("${" + name + "}", "(secret)", secret.mark()));
            }
        }
        return uses;
    }

    private List<Wait> waits(Placed one) {
        Resource<?, ?> resource = one.resource();
        List<Wait> waits = new ArrayList<>();
        for (Ref ref : one.after()) {
            String why;
            if (resource.requires().stream().anyMatch(l -> l.to().equals(ref))) {
                why = "requires, as written";
            } else if (resource.triggers().stream().anyMatch(l -> l.to().equals(ref))) {
                why = "when-changed, as written";
            } else {
                why = one.requires().contains(ref) ? "requires it, as a " + key(resource) + " does" : "comes after it";
            }
            boolean shaped = one.shapers().stream().anyMatch(s -> s.ref().equals(ref));
            waits.add(new Wait(ref.label(), ref.host(), shaped ? why + "; can't be seen before a change of it" : why));
        }
        return waits;
    }

    private static String key(Resource<?, ?> resource) {
        return resource.type().key();
    }

    private static InventoryException none(String problem, String name, Set<String> names) {
        return new InventoryException(Mark.whole("explain"), problem + Nearest.hint(name, names));
    }
}
