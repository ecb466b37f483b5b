package jforge.declare;

import freemarker.core.TemplateElement;
import freemarker.template.Template;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.source.InventoryException;
import jforge.source.Mark;

/**
 * Refuses what a template has no business with: code made at run time, and the clock, for a plan must not change by itself.
 * The library has no switch for these, so each element's expressions are looked through after parsing.
 */
final class TemplateGuard {
    private static final Pattern REFUSED =
            Pattern.compile("\\?\\s*(interpret|eval|eval_json|new|api)\\b|(?<![\\w)\\]}\"])\\.\\s*(now)\\b");

    private TemplateGuard() {}

    @SuppressWarnings("deprecation") // the library has no newer way to its syntax tree
    static void check(Template template, Place place) {
        check(template.getRootTreeNode(), place);
    }

    /** Makes the mark of a place in the template. */
    interface Place {
        Mark at(int line, int column);
    }

    @SuppressWarnings("deprecation")
    private static void check(TemplateElement element, Place place) {
        String shown = element.getDescription();
        // plain text and comments may say what they like
        if (!shown.startsWith("text ") && !shown.startsWith("comment ") && !shown.startsWith("<#--")) {
            Matcher found = REFUSED.matcher(shown);
            if (found.find()) {
                String name = found.group(1) != null ? "?" + found.group(1) : "." + found.group(2);
                throw new InventoryException(
                        place.at(element.getBeginLine(), element.getBeginColumn()),
                        "a template may not use " + name
                                + (name.equals(".now") ? ": a plan must not change with time" : ""));
            }
        }
        for (int i = 0; i < element.getChildCount(); i++) {
            check((TemplateElement) element.getChildAt(i), place);
        }
    }
}
