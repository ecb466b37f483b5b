package jforge.base;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Effect;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;
import jforge.resource.Steps;
import org.jspecify.annotations.Nullable;

/** A service: a unit of systemd, or where that does not run, a start script. */
@SuppressWarnings("rawtypes") // a service is named by its raw type
@AutoService(ResourceType.class)
public final class ServiceType implements ResourceType<ServiceType.Desired, ServiceType.State> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@:-]*");
    private static final Pattern KINDS = Pattern.compile(".*\\.(service|socket|timer|path|target|mount|slice)");

    /** What {@code when-changed} does. */
    public enum OnChange {
        RESTART,
        /** Without an interruption; the service has to be made for it. */
        RELOAD
    }

    /**
     * @param unit with its ending: nginx.service
     * @param enabled starts with the host; empty for as it is
     */
    public record Desired(String unit, boolean running, Optional<Boolean> enabled, OnChange onChange) {}

    /** @param fixed why it can't be enabled or disabled; empty where it can */
    public record State(boolean known, boolean masked, boolean running, boolean enabled, String fixed) {}

    @Override
    public String key() {
        return "service";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "A service: a unit of systemd, or where that does not run, the start script /etc/init.d/NAME, which"
                                + " has to know status, start, stop and restart.")
                .required("service", Schema.Kind.TEXT, "Its name; nginx stands for nginx.service.")
                .optional("running", Schema.Kind.FLAG, "Whether it runs. Default: true.")
                .optional("enabled", Schema.Kind.FLAG, "Whether it starts with the host. Default: left as it is.")
                .optional("on-change", Schema.Kind.TEXT, "What when-changed does: restart, the default, or reload.")
                .example("service: nginx\nenabled: true\non-change: reload\n")
                .example("service: apt-daily.timer\nrunning: false\nenabled: false\n")
                .build();
    }

    @Override
    public Desired parse(Fields fields) {
        String unit = unit(fields, "service", fields.text("service"));
        String onChange = fields.optionalText("on-change").orElse("restart");
        if (!onChange.equals("restart") && !onChange.equals("reload")) {
            throw fields.fault("on-change", "on-change is restart or reload, not \"" + onChange + "\"");
        }
        return new Desired(
                unit,
                fields.flag("running").orElse(true),
                fields.flag("enabled"),
                onChange.equals("reload") ? OnChange.RELOAD : OnChange.RESTART);
    }

    /**
     * A unit's whole name.
     *
     * @throws jforge.source.InventoryException if it can't be one
     */
    static String unit(Fields fields, String attribute, @Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw fields.fault(attribute, "\"" + name + "\" is no service's name: such as nginx or nginx.service");
        }
        return KINDS.matcher(name).matches() ? name : name + ".service";
    }

    @Override
    public Identity identity(Desired desired) {
        return new Identity("service", desired.unit());
    }

    /** The package of the same name and the places where its unit or script may be declared. */
    @Override
    public List<Edge> edges(Desired desired) {
        String script = UnitState.script(desired.unit());
        int instance = desired.unit().indexOf('@');
        String template = instance < 0
                ? desired.unit()
                : desired.unit().substring(0, instance + 1)
                        + desired.unit().substring(desired.unit().lastIndexOf('.'));
        return List.of(
                new Edge.Requires(PackageType.identity(script)),
                new Edge.ShapedBy(Identity.path("/etc/systemd/system/" + desired.unit()), Edge.When.MADE_OR_REMOVED),
                new Edge.ShapedBy(Identity.path("/etc/systemd/system/" + template), Edge.When.MADE_OR_REMOVED),
                new Edge.ShapedBy(Identity.path("/etc/init.d/" + script), Edge.When.MADE_OR_REMOVED));
    }

    @Override
    public List<Question<?>> questions(Desired desired) {
        return List.of(new UnitState(desired.unit()));
    }

    @Override
    public State read(Desired desired, Answers answers) {
        UnitState.Answer a = answers.get(new UnitState(desired.unit()));
        return new State(a.known(), a.masked(), a.running(), a.enabled(), a.fixed());
    }

    @Override
    public Proposal propose(Desired desired, Seen<State> seen) {
        boolean wantsNothing = !desired.running() && !desired.enabled().orElse(false);
        Steps<State> steps = seen.steps()
                .refuseIf(
                        s -> !s.known() && !wantsNothing,
                        "the host has no " + desired.unit() + ": declare the package or file that brings it")
                .refuseIf(
                        s -> s.masked() && !wantsNothing,
                        desired.unit() + " is masked: run systemctl unmask if that is no longer meant")
                .refuseIf(
                        s -> !s.fixed().isEmpty()
                                && desired.enabled().isPresent()
                                && desired.enabled().get() != s.enabled(),
                        desired.unit()
                                + " can't be enabled or disabled, its file has no [Install] of its own: leave out enabled");
        if (desired.enabled().isPresent()) {
            boolean enabled = desired.enabled().get();
            steps.compare("enabled", s -> Value.of(s.enabled()), Value.of(enabled))
                    .run(enabled ? UnitCommands.enable(desired.unit()) : UnitCommands.disable(desired.unit()));
        }
        steps.compare("running", s -> Value.of(s.running()), Value.of(desired.running()));
        return desired.running()
                ? steps.run(UnitCommands.start(desired.unit())).list()
                : steps.run(UnitCommands.stop(desired.unit()), stopDanger(seen)).list();
    }

    private static Danger stopDanger(Seen<State> seen) {
        State state = seen.state();
        return state != null && !state.running() ? Danger.NONE : Danger.DISRUPTIVE;
    }

    /** None where its own step starts it. */
    @Override
    public @Nullable Effect effect(Desired desired, Seen<State> seen) {
        State state = seen.state();
        if (!desired.running() || state != null && !state.running()) {
            return null;
        }
        return desired.onChange() == OnChange.RELOAD
                ? new Effect("reload", UnitCommands.reload(desired.unit()), Danger.NONE)
                : new Effect("restart", UnitCommands.restart(desired.unit()), Danger.DISRUPTIVE);
    }
}
