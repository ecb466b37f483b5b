package jforge.base;

import java.util.ArrayList;
import java.util.List;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.plan.Value;

/**
 * The shell that runs a command of the inventory: by a {@code sh} of its own, so that no text of it can break the script
 * around it, and without the descriptors of the channel.
 */
final class CommandScript {
    private static final String BOOT = """
            read -r stat </proc/1/stat
            stat=${stat##*) }
            # shellcheck disable=SC2086 # words of a line
            set -- $stat""";

    private final CommandType.Wanted want;
    private final List<Payload> payloads = new ArrayList<>();

    private CommandScript(CommandType.Wanted want) {
        this.want = want;
    }

    /** Runs it where its condition asks for it. */
    static Command needed(CommandType.Wanted want, Need need) {
        CommandScript script = new CommandScript(want);
        String check = "as_wanted() {\n" + need.test() + "\n}\nif ! as_wanted >/dev/null 2>&1; then\n  printf '%s\\n' "
                + Sh.quote("it ran and ended well, and is needed all the same: " + need.stillNeeded())
                + " >&2\n  return 1\nfi";
        String change =
                script.run() + "\n" + (need instanceof Need.Once ? script.note() : check + "\n" + script.note());
        return new Command(need.test(), change, script.payloads);
    }

    /** Runs it unless it has begun since {@code $SINCE}. */
    static Command afterChange(CommandType.Wanted want) {
        CommandScript script = new CommandScript(want);
        String note = "\"$STATE/" + new CommandRan(want.name()).note() + "\"";
        String test = """
                [ -e %1$s ] && (
                  read -r _ at boot _ <%1$s
                %2$s
                  [ "$boot" = "${20}" ] && [ "$at" -ge "$SINCE" ]
                )""".formatted(note, BOOT.indent(2).stripTrailing());
        return new Command(test, script.run() + "\n" + script.note(), script.payloads);
    }

    /** Every failure ends the function: {@code set -e} has no effect where a caller tests the outcome. */
    private String run() {
        StringBuilder shell = new StringBuilder("read -r began _ </proc/uptime\nbegan=${began%.*}${began#*.}\n");
        want.environment().forEach((name, value) -> shell.append(export(name, value)));
        want.directory().ifPresent(d -> shell.append("cd ").append(Sh.quote(d)).append(" || return 1\n"));
        String text = Sh.quote("set -e\n" + want.run());
        String run =
                want.user().map(u -> "su -s /bin/sh " + Sh.quote(u) + " -c ").orElse("sh -c ") + text;
        shell.append("run() {\n  if command -v timeout >/dev/null; then\n    timeout ")
                .append(want.timeout());
        shell.append(' ').append(run).append("\n  else\n    ").append(run).append("\n  fi 8>&- 9<&-\n}\n");
        shell.append("status=0\n").append(fed()).append(" || status=$?\n");
        return shell + """
                case $status in
                  0) ;;
                  124 | 143)
                    echo 'it was stopped: it took more than %d seconds, which is its timeout' >&2
                    return 1
                    ;;
                  *)
                    echo "it ended with exit status $status" >&2
                    return 1
                    ;;
                esac""".formatted(want.timeout());
    }

    private String fed() {
        if (want.stdin().isEmpty()) {
            return "run </dev/null";
        }
        payloads.add(new Payload.Inline("stdin", want.stdin().get()));
        return "payload stdin | run";
    }

    /** A value with a secret comes by a payload; the dot keeps the line ends at its end. */
    private String export(String name, Value.Text value) {
        if (!value.isSecret()) {
            return name + "=" + Sh.quote(value.revealed()) + "\nexport " + name + "\n";
        }
        String payload = "env" + letters(payloads.size());
        payloads.add(new Payload.Inline(payload, value));
        return name + "=$(payload " + payload + " && echo .) || return 1\n" + name + "=${" + name + "%.}\nexport "
                + name + "\n";
    }

    private static String letters(int number) {
        String last = String.valueOf((char) ('a' + number % 26));
        return number < 26 ? last : letters(number / 26 - 1) + last;
    }

    /** What {@link CommandRan} asks for, and the test of the effect. */
    private String note() {
        CommandRan ran = new CommandRan(want.name());
        return BOOT + "\nprintf '%s\\n' " + Sh.quote(want.digest() + " ") + "\"$began ${20} \"" + Sh.quote(want.name())
                + " >\"$STATE/" + ran.note() + "\"";
    }
}
