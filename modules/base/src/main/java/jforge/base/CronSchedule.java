package jforge.base;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jforge.resource.Fields;

/** When a job of cron runs. A fault is found here, since cron skips a file that it doesn't understand. */
final class CronSchedule {
    private static final List<String> WORDS =
            List.of("@reboot", "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** @param names stand for the numbers from the least on */
    private record Part(String name, int least, int most, List<String> names) {}

    private static final List<Part> PARTS = List.of(
            new Part("minute", 0, 59, List.of()),
            new Part("hour", 0, 23, List.of()),
            new Part("day of the month", 1, 31, List.of()),
            new Part("month", 1, 12, MONTHS),
            new Part("day of the week", 0, 7, DAYS));

    private static final Pattern RANGE = Pattern.compile("(\\w+)|(?:\\*|(\\w+)-(\\w+))(?:/0?([1-9]\\d?))?");

    private CronSchedule() {}

    /**
     * The attribute {@code schedule}, with one blank between its parts.
     *
     * @throws jforge.source.InventoryException if cron would not take it
     */
    static String parse(Fields fields) {
        String written = fields.optionalText("schedule")
                .orElseThrow(() -> fields.fault("cron", "a job needs a schedule, or absent: true"))
                .strip();
        if (WORDS.contains(written)) {
            return written;
        }
        String[] parts = written.split("\\s+");
        if (parts.length != PARTS.size()) {
            throw fields.fault(
                    "schedule",
                    "a schedule is five parts, such as \"30 3 * * *\", or one of " + String.join(", ", WORDS));
        }
        for (int i = 0; i < parts.length; i++) {
            Part part = PARTS.get(i);
            for (String range : parts[i].split(",", -1)) {
                if (!valid(range, part)) {
                    throw fields.fault(
                            "schedule",
                            "\"" + range + "\" is no " + part.name + ": those are " + part.least + " to " + part.most);
                }
            }
        }
        return String.join(" ", parts);
    }

    private static boolean valid(String range, Part part) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            return false;
        }
        if (matcher.group(1) != null) {
            return inside(number(matcher.group(1), part), part);
        }
        if (matcher.group(2) == null) {
            return true;
        }
        int first = number(matcher.group(2), part);
        int last = number(matcher.group(3), part);
        return inside(first, part) && inside(last, part) && first <= last;
    }

    private static boolean inside(int number, Part part) {
        return part.least <= number && number <= part.most;
    }

    /** -1 where it is none. */
    private static int number(String text, Part part) {
        if (text.matches("\\d{1,2}")) {
            return Integer.parseInt(text);
        }
        int name = part.names.indexOf(text.toLowerCase(Locale.ROOT));
        return name < 0 ? -1 : part.least + name;
    }
}
