package jforge.report;

import jforge.plan.Verdict;

/**
 * How text looks where it is printed.
 *
 * @param colour whether the terminal shows colours
 * @param ascii whether only ASCII may be printed
 * @param width columns of a line
 */
public record Style(boolean colour, boolean ascii, int width) {
    /** For a pipe or a file. */
    public static final Style PIPED = new Style(false, false, 100);

    String sign(Verdict verdict) {
        return ascii && verdict == Verdict.REPLACE ? "+-" : verdict.sign();
    }

    String paint(Tone tone, String text) {
        if (!colour || tone.code().isEmpty() || text.isEmpty()) {
            return text;
        }
        return "\u001b[" + tone.code() + "m" + text + "\u001b[0m";
    }

    /**
     * The text with everything escaped that a terminal may take as more than a character: controls, and marks that turn
     * the direction of writing. Tabs stay.
     */
    public String printable(String text) {
        int i = 0;
        while (i < text.length() && harmless(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : escaped(text, i);
    }

    private String escaped(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        text.substring(from).codePoints().forEach(c -> {
            if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c < 0x100 && !harmless(c)) {
                out.append(String.format("\\x%02x", c));
            } else if (harmless(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u{%x}", c));
            }
        });
        return out.toString();
    }

    private boolean harmless(int c) {
        if (c < 0x7f) {
            return c >= ' ' || c == '\t';
        }
        if (ascii || c < 0xa0) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            // the first loop sees halves of a pair, the second one whole characters and stray halves
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
