package jforge.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jforge.plan.Command;
import jforge.plan.Payload;

/** A command word for word, for those who want to see it before it runs. */
final class CommandText {
    private final Style style;

    CommandText(Style style) {
        this.style = style;
    }

    /** @param what which command it is: "test", "restart" */
    List<Line> lines(String what, Command command) {
        List<Line> lines = new ArrayList<>();
        script(lines, what.isEmpty() ? "test:" : what + ", test:", command.test());
        script(lines, what.isEmpty() ? "change:" : what + ", change:", command.change());
        if (!command.functions().isEmpty()) {
            script(lines, "functions:", command.functions());
        }
        for (Payload payload : command.payloads()) {
            lines.add(new Line(Tone.QUIET, "payload " + payload.name() + ": " + style.printable(size(payload))));
        }
        return lines;
    }

    private void script(List<Line> lines, String title, String script) {
        lines.add(new Line(Tone.QUIET, title));
        script.strip().lines().forEach(l -> lines.add(Line.plain("    " + style.printable(l))));
    }

    /** The size of a secret is part of it. */
    private static String size(Payload payload) {
        if (payload instanceof Payload.Local local) {
            return local.size() + " bytes of " + local.path();
        }
        Payload.Inline inline = (Payload.Inline) payload;
        if (inline.text().isSecret()) {
            return "(secret)";
        }
        return inline.text().revealed().getBytes(StandardCharsets.UTF_8).length + " bytes";
    }
}
