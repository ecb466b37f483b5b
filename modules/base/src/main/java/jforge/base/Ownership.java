package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.question.Stat;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Steps;

/**
 * Mode, owner and group of a path, as far as they are declared.
 *
 * @param mode four octal digits
 * @param owner a name or a number
 * @param group a name or a number
 */
record Ownership(Optional<String> mode, Optional<String> owner, Optional<String> group) {
    static Schema.Builder attributes(Schema.Builder schema, String mode) {
        return schema.optional(
                        "mode", Kind.MODE, "Permissions. Default: " + mode + " when it is made, else left as they are.")
                .optional(
                        "owner",
                        Kind.TEXT,
                        "The owning user, by name or number. Default: root when it is made, else left as it is.")
                .optional(
                        "group",
                        Kind.TEXT,
                        "The owning group, by name or number. Default: root when it is made, else left as it is.");
    }

    static Ownership parse(Fields fields) {
        return parse(fields, fields.optionalText("mode"));
    }

    /** @param mode where it is no attribute of its own */
    static Ownership parse(Fields fields, Optional<String> mode) {
        Ownership ownership = new Ownership(mode, fields.optionalText("owner"), fields.optionalText("group"));
        ownership.owner.ifPresent(name -> requireName(fields, "owner", name));
        ownership.group.ifPresent(name -> requireName(fields, "group", name));
        return ownership;
    }

    private static void requireName(Fields fields, String attribute, String name) {
        if (name.isEmpty() || name.startsWith("-") || name.chars().anyMatch(c -> c < ' ' || c == ':' || c == '/')) {
            throw fields.fault(attribute, "\"" + name + "\" is no name; give a name or a number");
        }
    }

    boolean isEmpty() {
        return mode.isEmpty() && owner.isEmpty() && group.isEmpty();
    }

    /** What it is made with. */
    Ownership orDefault(String defaultMode) {
        return new Ownership(
                Optional.of(mode.orElse(defaultMode)),
                Optional.of(owner.orElse("root")),
                Optional.of(group.orElse("root")));
    }

    List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        owner.filter(name -> !isNumber(name))
                .ifPresent(name -> edges.add(new Edge.Requires(new Identity("user", name))));
        group.filter(name -> !isNumber(name))
                .ifPresent(name -> edges.add(new Edge.Requires(new Identity("group", name))));
        return edges;
    }

    <S> Steps<S> compare(Steps<S> steps, Function<S, Stat.Entry> entry) {
        mode.ifPresent(
                wanted -> steps.compare("mode", s -> seen(entry.apply(s), Stat.Present::mode), Value.of(wanted)));
        owner.ifPresent(wanted -> steps.compare(
                "owner",
                s -> seen(entry.apply(s), p -> isNumber(wanted) ? Long.toString(p.uid()) : p.owner()),
                Value.of(wanted)));
        group.ifPresent(wanted -> steps.compare(
                "group",
                s -> seen(entry.apply(s), p -> isNumber(wanted) ? Long.toString(p.gid()) : p.group()),
                Value.of(wanted)));
        return steps;
    }

    private static Value seen(Stat.Entry entry, Function<Stat.Present, String> attribute) {
        return entry instanceof Stat.Present present ? Value.of(attribute.apply(present)) : Value.absent();
    }

    /** Shell that succeeds when what stands at {@code $f} is owned so; empty where nothing is declared. */
    String test() {
        if (isEmpty()) {
            return "";
        }
        List<String> formats = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        mode.ifPresent(m -> {
            formats.add("%a");
            wanted.add(Integer.toOctalString(Integer.parseInt(m, 8)));
        });
        owner.ifPresent(name -> {
            formats.add(isNumber(name) ? "%u" : "%U");
            wanted.add(name);
        });
        group.ifPresent(name -> {
            formats.add(isNumber(name) ? "%g" : "%G");
            wanted.add(name);
        });
        return " && [ \"$(stat -c " + String.join(":", formats) + " \"$f\")\" = " + Sh.quote(String.join(":", wanted))
                + " ]";
    }

    /** What {@code chown} takes; empty where neither owner nor group is declared. */
    String chown() {
        return owner.orElse("") + group.map(name -> ":" + name).orElse("");
    }

    /** Sets what is declared on {@code $f}: the mode last, since a new owner takes set-user-id away. */
    String apply() {
        List<String> commands = new ArrayList<>();
        if (!chown().isEmpty()) {
            commands.add("chown " + Sh.quote(chown()) + " \"$f\"");
        }
        // The leading zero makes GNU chmod clear a directory's set-group-id as well.
        mode.ifPresent(m -> commands.add("chmod 0" + m + " \"$f\""));
        return String.join(" && ", commands);
    }

    static boolean isNumber(String name) {
        return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
