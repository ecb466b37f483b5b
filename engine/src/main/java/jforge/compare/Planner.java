package jforge.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import jforge.compare.Comparison.Judged;
import jforge.declare.Declared;
import jforge.declare.Declarer;
import jforge.declare.Undeclared;
import jforge.facts.Facts;
import jforge.inventory.Inventory;
import jforge.observe.Interview;
import jforge.observe.Observation;
import jforge.order.Order;
import jforge.order.Placed;
import jforge.plan.Change;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.PlanId;
import jforge.plan.Ref;
import jforge.resource.Answers;
import jforge.resource.CrossCheck;
import jforge.resource.Neighbours;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.transport.Fleet;
import jforge.transport.Shell;
import jforge.transport.TransportException;

/** Makes plans of one inventory for one fleet: once to show, and once more after applying to prove that nothing is left. */
public final class Planner {
    private final String inventory;
    private final Declarer declarer;
    private final Fleet fleet;
    private final Selection selection;
    private final Map<String, Boolean> answers = new HashMap<>();
    private Set<String> selected = Set.of();
    private final Looking looking;

    /** Whether the inventory's own shell is run to look. */
    public enum Probes {
        ASKED,
        LEFT_OUT
    }

    /**
     * How to look.
     *
     * @param checks what looks across the types of each host
     */
    public record Looking(Probes probes, List<CrossCheck> checks) {
        public Looking {
            checks = List.copyOf(checks);
        }
    }

    /**
     * @param inventory its name
     * @param fleet a shell for every host of the inventory
     * @param selected the hosts that may be changed, in the order to show
     */
    public Planner(String inventory, Declarer declarer, Fleet fleet, Collection<String> selected) {
        this(
                inventory,
                declarer,
                fleet,
                facts -> new Inventory.Matched(List.copyOf(selected), List.of()),
                new Looking(Probes.ASKED, List.of()));
    }

    /** As the other, the hosts chosen by what they are. */
    public Planner(String inventory, Declarer declarer, Fleet fleet, Selection selection, Looking looking) {
        this.looking = looking;
        this.inventory = inventory;
        this.declarer = declarer;
        this.fleet = fleet;
        this.selection = selection;
    }

    /** Which hosts may be changed, in the order to show; those that are possible are asked for their facts first. */
    public interface Selection {
        /** @param facts by host, of those that have told them */
        Inventory.Matched of(Map<String, Map<String, Object>> facts);
    }

    /**
     * Looks and compares. Changes nothing on any host.
     *
     * @throws jforge.source.InventoryErrors if what is declared can't be
     * @throws jforge.source.InventoryException if resources wait for each other in a circle
     */
    public Plan plan() {
        Map<String, Declared> declared = declared(select());
        Set<String> involved = involved(declared);
        List<Resource<?, ?>> resources = new ArrayList<>();
        involved.forEach(host -> resources.addAll(of(declared, host).resources()));
        List<Placed> placed = Order.of(resources);
        CrossChecks checks = CrossChecks.of(looking.checks(), declared, selected);
        HostQuestions questions = new HostQuestions(placed, looking.probes(), checks);
        return compare(new Looked(placed, questions, observe(involved, questions), declared), checks);
    }

    /** What is declared on each selected host, in the order to show. */
    public Map<String, Declared> declared() {
        Map<String, Declared> declared = declared(select());
        Map<String, Declared> own = new LinkedHashMap<>();
        selected.forEach(host -> own.put(host, of(declared, host)));
        return own;
    }

    /** What is declared of a host, and what it answered. */
    public record Heard(Neighbours declared, Answers answers) {}

    /**
     * Asks a selected host something.
     *
     * @param questions from all that is declared on it
     * @return empty if it can't be reached
     */
    public Optional<Heard> hear(String host, Function<Neighbours, List<Question<?>>> questions) {
        Neighbours declared = new Neighbours(of(declared(select()), host).resources());
        Map<String, Observation> observations = new ConcurrentHashMap<>();
        Interview interview = Interview.of(questions.apply(declared));
        fleet.each(List.of(host), (name, shell) -> observations.put(name, interview.ask(shell)));
        return Optional.ofNullable(observations.get(host)).map(answers -> new Heard(declared, answers));
    }

    /** What each selected host is: name and value; hosts that can't be reached are left out. */
    public Map<String, Map<String, Object>> facts() {
        Map<String, Map<String, Object>> facts = new LinkedHashMap<>(select());
        facts.putAll(
                facts(selected.stream().filter(host -> !facts.containsKey(host)).toList()));
        facts.keySet().retainAll(selected);
        return facts;
    }

    /** The selected hosts, in the order to show. */
    public List<String> hosts() {
        select();
        return List.copyOf(selected);
    }

    /** Settles which hosts may be changed; returns the facts that this took. */
    private Map<String, Map<String, Object>> select() {
        Inventory.Matched first = selection.of(Map.of());
        selected = all(first);
        fleet.begin(selected);
        Map<String, Map<String, Object>> facts = first.possible().isEmpty() ? Map.of() : facts(selected);
        // who can't be asked may be meant: it is shown as not reached
        selected = all(selection.of(facts));
        return facts;
    }

    private static Set<String> all(Inventory.Matched matched) {
        Set<String> all = new LinkedHashSet<>(matched.hosts());
        all.addAll(matched.possible());
        return all;
    }

    /** Asks those hosts for their facts that need them, and those that come in with what these turn out to need. */
    private Map<String, Declared> declared(Map<String, Map<String, Object>> known) {
        Map<String, Map<String, Object>> facts = new HashMap<>(known);
        Set<String> asked = new LinkedHashSet<>(known.keySet());
        while (true) {
            Map<String, Declared> declared = declarer.declare(facts, this::answers);
            List<String> wanting = involved(declared).stream()
                    .flatMap(host -> of(declared, host).undeclared().stream())
                    .map(Undeclared::of)
                    .filter(asked::add)
                    .toList();
            if (wanting.isEmpty()) {
                return declared;
            }
            facts.putAll(facts(wanting));
        }
    }

    /** Whether the host can be reached, as it was when first asked: what is done once stays where it was planned. */
    private boolean answers(String host) {
        return answers.computeIfAbsent(host, h -> {
            fleet.each(List.of(h), (name, shell) -> {});
            return fleet.lost(h).isEmpty();
        });
    }

    private Map<String, Map<String, Object>> facts(Collection<String> hosts) {
        Map<String, Map<String, Object>> facts = new ConcurrentHashMap<>();
        fleet.each(hosts, (host, shell) -> {
            Shell.Result result = shell.run(Facts.script(), (name, body, word) -> {
                if (word.equals("0")) {
                    facts.put(host, Facts.read(body));
                }
            });
            if (!facts.containsKey(host)) {
                throw new TransportException(host + ": its facts can't be gathered: "
                        + result.errors().strip());
            }
        });
        return facts;
    }

    /** The selected hosts, and those that their resources wait for: these are looked at and never changed. */
    private Set<String> involved(Map<String, Declared> declared) {
        Set<String> involved = new LinkedHashSet<>(selected);
        for (String host : selected) {
            for (Resource<?, ?> resource : of(declared, host).resources()) {
                resource.requires().forEach(link -> involved.add(link.to().host()));
                resource.triggers().forEach(link -> involved.add(link.to().host()));
            }
        }
        return involved;
    }

    private Map<String, Observation> observe(Set<String> involved, HostQuestions questions) {
        Map<String, Observation> observations = new ConcurrentHashMap<>();
        fleet.each(involved, (host, shell) -> {
            observations.put(host, Interview.of(questions.of(host)).ask(shell));
        });
        return observations;
    }

    /** What a plan is made from: what is declared in order, and what was asked and answered. */
    private record Looked(
            List<Placed> placed,
            HostQuestions questions,
            Map<String, Observation> observations,
            Map<String, Declared> declared) {}

    private Plan compare(Looked looked, CrossChecks checks) {
        Map<String, Observation> observations = looked.observations();
        Map<String, Declared> declared = looked.declared();
        Map<String, String> unreachable = new LinkedHashMap<>();
        involved(declared).forEach(host -> fleet.lost(host).ifPresent(why -> unreachable.put(host, why)));
        Map<Ref, Ref> effects = untold(declared, unreachable.keySet());
        Comparison comparison =
                new Comparison(observations, selected, unreachable, effects, checks.findings(observations));
        Map<String, List<Change>> changes = new LinkedHashMap<>();
        observations
                .keySet()
                .forEach(host -> of(declared, host)
                        .undeclared()
                        .forEach(one -> comparison
                                .refuse(host, one)
                                .ifPresent(change -> changes.computeIfAbsent(host, h -> new ArrayList<>())
                                        .add(change))));
        Map<String, Merges> merges = new LinkedHashMap<>();
        for (Placed one : looked.placed()) {
            Judged<?, ?> judged = comparison.compare(one, one.resource());
            if (judged != null) {
                String host = judged.change().ref().host();
                changes.computeIfAbsent(host, h -> new ArrayList<>()).add(judged.change());
                merges.computeIfAbsent(host, h -> new Merges()).add(one, judged);
            }
        }
        List<HostPlan> hosts = new ArrayList<>();
        for (String host : selected) {
            Observation observation = observations.get(host);
            hosts.add(new HostPlan(
                    host,
                    fleet.target(host),
                    unreachable.get(host),
                    observation == null ? List.of() : observation.looks(),
                    observation == null ? List.of() : changes.getOrDefault(host, List.of()),
                    merges.getOrDefault(host, new Merges()).list(),
                    observation == null ? List.of() : looked.questions().foreign(host)));
        }
        Plan plan = new Plan(inventory, "", hosts);
        return new Plan(inventory, PlanId.of(plan), hosts);
    }

    /** The effects on hosts that are not reached or left out: no marker can be written there. By their triggers. */
    private Map<Ref, Ref> untold(Map<String, Declared> declared, Set<String> unreachable) {
        Map<Ref, Ref> effects = new HashMap<>();
        declared.forEach((host, resources) -> {
            if (unreachable.contains(host) || !selected.contains(host)) {
                for (Resource<?, ?> resource : resources.resources()) {
                    resource.triggers().stream()
                            .filter(link -> !link.to().host().equals(host))
                            .forEach(link -> effects.putIfAbsent(link.to(), resource.ref()));
                }
            }
        });
        return effects;
    }

    private static Declared of(Map<String, Declared> declared, String host) {
        Declared found = declared.get(host);
        return found == null ? new Declared(List.of(), List.of()) : found;
    }
}
