package jforge.source;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What the parser stumbled over, in words that say how to mend it. */
final class SyntaxFault {
    static final String TOO_MANY = "more than 100,000 values are in this; split it with include:";

    private SyntaxFault() {}

    static InventoryException of(String name, String text, MarkedYAMLException fault) {
        org.yaml.snakeyaml.error.Mark at = fault.getProblemMark();
        if (at == null) {
            return new InventoryException(new Mark(name, 1, 1), "this is not YAML: " + fault.getProblem());
        }
        Mark mark = new Mark(name, at.getLine() + 1, at.getColumn() + 1);
        String line = line(text, at.getLine());
        String context = fault.getContextMark() == null
                ? ""
                : line(text, fault.getContextMark().getLine());
        return new InventoryException(mark, problem(fault, line, context));
    }

    static InventoryException unmarked(Mark start, YAMLException fault, int maxDepth) {
        String message = String.valueOf(fault.getMessage());
        if (message.contains("Nesting Depth")) {
            return new InventoryException(start, "lists and maps are nested deeper than " + maxDepth + " levels");
        }
        return new InventoryException(
                start, "this is not YAML: " + message.lines().findFirst().orElse(""));
    }

    private static String problem(MarkedYAMLException fault, String line, String contextLine) {
        String problem = String.valueOf(fault.getProblem());
        String context = String.valueOf(fault.getContext());
        if (problem.equals(TOO_MANY)) {
            return problem;
        }
        if (problem.contains("\\t") || problem.contains("TAB")) {
            return "there is a tab here; YAML is indented with spaces";
        }
        if (context.contains("flow") && (unquoted(line) || unquoted(contextLine))) {
            return "a ${...} inside { } or [ ] must stand in quotes: \"${...}\"";
        }
        if (problem.startsWith("Global tag is not allowed: ")) {
            String tag = problem.substring(problem.indexOf(": ") + 2).replace("tag:yaml.org,2002:", "!!");
            return "the tag " + tag + " has no meaning here; remove it";
        }
        if (problem.contains("another document")) {
            return "a second document begins here; an inventory is one document, remove the ---";
        }
        if (problem.contains("undefined alias")) {
            return "there is no anchor for this alias: " + problem.substring(problem.indexOf("alias ") + 6);
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a \": \" can't stand here; put the text in quotes, or mend the indentation above";
        }
        if (problem.contains("cannot start any token")) {
            return "a value can't begin with this character; put the text in quotes";
        }
        if (problem.contains("could not find expected ':'")) {
            return "there is a key without \":\"; write \"key: value\", or mend the indentation";
        }
        if (problem.contains("<block end>")) {
            return "the indentation doesn't fit the lines above, or a quote isn't closed";
        }
        if (problem.contains("unexpected end of stream")) {
            return "a quote that is open isn't closed before the end of the file";
        }
        String where = fault.getContext() == null ? "" : fault.getContext() + ", ";
        return "this is not YAML: " + where + problem;
    }

    private static String line(String text, int index) {
        return text.lines().skip(index).findFirst().orElse("");
    }

    private static boolean unquoted(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '$' && line.startsWith("${", i)) {
                return true;
            }
        }
        return false;
    }
}
