package jforge.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.question.Digest;
import jforge.question.Probe;
import jforge.resource.Fields;
import jforge.source.Nearest;
import org.jspecify.annotations.Nullable;

/** The declaration of a command: what contradicts itself, and what is missing. */
final class CommandFields {
    private static final List<String> CONDITIONS = List.of("creates", "removes", "unless", "probe", "run-once");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** One argument of a program can hold 128 KiB. */
    private static final int LONGEST = 64 << 10;

    private CommandFields() {}

    static CommandType.Wanted parse(Fields fields) {
        String name = fields.text("command");
        String run = fields.optionalText("run").orElse(name);
        if (name.isBlank() || name.indexOf('\n') >= 0) {
            throw fields.fault(
                    "command", "a command of several lines has a name: command: NAME, and the lines in run: |");
        }
        text(fields, fields.has("run") ? "run" : "command", run);
        return new CommandType.Wanted(
                name,
                run,
                need(fields, name, run),
                user(fields),
                fields.optionalText("directory"),
                environment(fields),
                fields.sensitive("stdin"),
                timeout(fields),
                danger(fields));
    }

    private static void text(Fields fields, String attribute, String text) {
        if (text.isBlank()) {
            throw fields.fault(attribute, "\"" + attribute + "\" is empty");
        }
        if (text.indexOf('\0') >= 0 || text.length() > LONGEST) {
            throw fields.fault(
                    attribute,
                    "shell text holds no NUL and at most 65536 characters: declare a longer script as a file");
        }
    }

    private static @Nullable Need need(Fields fields, String name, String run) {
        List<String> given = CONDITIONS.stream().filter(fields::has).toList();
        if (given.size() > 1) {
            throw fields.fault(
                    given.get(1), "a command has one condition: \"" + given.get(0) + "\" or \"" + given.get(1) + "\"");
        }
        if (given.isEmpty()) {
            if (fields.triggered()) {
                return null;
            }
            throw fields.fault(
                    "command",
                    "a command is never run blindly: say when it is needed, by creates: PATH, removes: PATH, unless:,"
                            + " probe: SHELL or run-once: true, or what it follows, by when-changed: [...]");
        }
        return switch (given.get(0)) {
            case "creates" -> new Need.Creates(fields.text("creates"));
            case "removes" -> new Need.Removes(fields.text("removes"));
            case "unless" -> new Need.Unless(unless(fields));
            case "probe" -> {
                text(fields, "probe", fields.text("probe"));
                yield new Need.Probed(new Probe(fields.text("probe"), user(fields)));
            }
            default -> {
                if (!fields.flag("run-once").orElse(false)) {
                    throw fields.fault("run-once", "run-once: false says nothing; remove it, or say true");
                }
                yield new Need.Once(name, Digest.of(run));
            }
        };
    }

    private static Condition unless(Fields fields) {
        Map<String, String> said = new LinkedHashMap<>();
        fields.map("unless").forEach((key, value) -> said.put(key, value.revealed()));
        Set<String> keys = said.keySet();
        String path = said.getOrDefault("path", "");
        String name = said.getOrDefault("package", "");
        String state = said.getOrDefault("is", "");
        String line = said.getOrDefault("line", "\n");
        String file = said.getOrDefault("in", "");
        if (keys.equals(Set.of("path")) && path.startsWith("/")) {
            return new Condition.PathThere(path);
        }
        if (keys.equals(Set.of("package")) && InstalledPackage.isName(name)) {
            return new Condition.PackageThere(name);
        }
        if (keys.equals(Set.of("unit", "is")) && (state.equals("active") || state.equals("enabled"))) {
            String unit = ServiceType.unit(fields, "unless", said.getOrDefault("unit", ""));
            return new Condition.UnitIs(unit, state.equals("enabled"));
        }
        if (keys.equals(Set.of("line", "in")) && file.startsWith("/") && line.indexOf('\n') < 0) {
            return new Condition.LineThere(line, file);
        }
        throw fields.fault(
                "unless",
                "\"unless\" is one of { path: /x }, { package: x }, { unit: x, is: active }, { unit: x, is: enabled } and"
                        + " { line: x, in: /y }, not " + said);
    }

    private static Optional<String> user(Fields fields) {
        return fields.optionalText("user").map(user -> AccountName.check(fields, "user", user));
    }

    private static Map<String, Value.Text> environment(Fields fields) {
        Map<String, Value.Text> environment = fields.map("environment");
        environment.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw fields.fault(
                        "environment", "\"" + name + "\" is no variable's name: letters, digits and _, no digit first");
            }
            if (value.revealed().indexOf('\0') >= 0) {
                throw fields.fault("environment", "the value of " + name + " holds a NUL");
            }
        });
        return environment;
    }

    private static long timeout(Fields fields) {
        long seconds = fields.number("timeout").orElse(1200L);
        if (seconds < 1 || seconds > 86_400) {
            throw fields.fault("timeout", "a timeout is from 1 to 86400 seconds, not " + seconds);
        }
        return seconds;
    }

    private static Danger danger(Fields fields) {
        String name = fields.optionalText("danger").orElse("disruptive");
        List<String> names = new ArrayList<>();
        Stream.of(Danger.values()).forEach(d -> names.add(d.name().toLowerCase(Locale.ROOT)));
        if (!names.contains(name)) {
            throw fields.fault("danger", "there is no danger \"" + name + "\"" + Nearest.hint(name, names));
        }
        return Danger.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
