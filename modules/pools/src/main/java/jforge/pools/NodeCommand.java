package jforge.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jforge.resource.Fields;

/**
 * What the workers run.
 *
 * @param options node's own
 * @param script relative to the directory that the workers run in, or absolute
 * @param arguments the script's
 */
record NodeCommand(List<String> options, String script, List<String> arguments) {
    /** Options of node whose value is the next word. */
    private static final Set<String> WITH_VALUE =
            Set.of("-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions", "--title");

    private static final Set<String> NO_SCRIPT =
            Set.of("-e", "--eval", "-p", "--print", "-i", "--interactive", "-c", "--check");

    NodeCommand {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /** Of {@code command}, or of {@code script}, {@code args} and {@code node-args}. */
    static NodeCommand of(Fields fields) {
        if (fields.has("command") == fields.has("script")) {
            throw fields.fault(
                    fields.has("command") ? "command" : "name",
                    "a pool has one of command, such as node app.js, and script, such as app.js");
        }
        if (fields.has("script")) {
            return new NodeCommand(
                    fields.texts("node-args"), script(fields, "script", fields.text("script")), fields.texts("args"));
        }
        for (String other : List.of("args", "node-args")) {
            if (fields.has(other)) {
                throw fields.fault(other, "\"" + other + "\" goes with script; put it into command");
            }
        }
        return parsed(fields, words(fields));
    }

    private static NodeCommand parsed(Fields fields, List<String> words) {
        if (!words.get(0).equals("node")) {
            throw fields.fault(
                    "command",
                    "a command begins with node, such as node app.js, not with \"" + words.get(0)
                            + "\"; another node than the package's is named by \"node\"");
        }
        int next = 1;
        while (next < words.size() && words.get(next).startsWith("-")) {
            if (NO_SCRIPT.contains(words.get(next))) {
                throw fields.fault("command", "\"" + words.get(next) + "\" runs no script; put the code into a file");
            }
            next += WITH_VALUE.contains(words.get(next)) ? 2 : 1;
        }
        if (next >= words.size()) {
            throw fields.fault("command", "the command names no script: such as node app.js");
        }
        return new NodeCommand(
                words.subList(1, next),
                script(fields, "command", words.get(next)),
                words.subList(next + 1, words.size()));
    }

    private static String script(Fields fields, String attribute, String script) {
        if (script.isBlank()
                || !script.startsWith("/") && List.of(script.split("/")).contains("..")) {
            throw fields.fault(attribute, "\"" + script + "\" is no script's path below the release");
        }
        return script;
    }

    /** Split at spaces; quotes keep a word together. There is no shell, so that nothing else has a meaning. */
    private static List<String> words(Fields fields) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (char c : fields.text("command").toCharArray()) {
            if (quote != 0 ? c == quote : c == '\'' || c == '"') {
                quote = quote != 0 ? 0 : c;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw fields.fault("command", "a quote in the command is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            throw fields.fault("command", "the command is empty: such as node app.js");
        }
        return words;
    }
}
