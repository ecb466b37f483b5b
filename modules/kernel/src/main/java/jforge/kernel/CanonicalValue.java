package jforge.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as the kernel understands them: what it takes for the same has the same text. */
final class CanonicalValue {
    /** As it reads them, with a base of 0. */
    private static final Pattern NUMBER = Pattern.compile("-?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)");

    private static final Pattern RANGES = Pattern.compile("\\d{1,9}(-\\d{1,9})?(,\\d{1,9}(-\\d{1,9})?)*");

    /** Sets of numbers, written as ranges. */
    private static final Set<String> BITMAPS = Set.of("net/ipv4/ip_local_reserved_ports", "kernel/watchdog_cpumask");

    private CanonicalValue() {}

    /** Blanks folded, numbers decimal, ranges sorted and joined. */
    static String of(SysctlKey key, String value) {
        String folded = fold(value);
        if (BITMAPS.contains(key.path())) {
            String ranges = folded.replace(" ", "");
            return RANGES.matcher(ranges).matches() ? ranges(ranges) : folded;
        }
        List<String> words = List.of(folded.split(" "));
        return isNumbers(folded)
                ? words.stream().map(CanonicalValue::decimal).collect(Collectors.joining(" "))
                : folded;
    }

    /** Blanks as one space, none at the ends; nothing behind the NUL that some settings end with. */
    static String fold(String value) {
        int nul = value.indexOf('\0');
        return (nul < 0 ? value : value.substring(0, nul))
                .replaceAll("[ \t\r\n]+", " ")
                .strip();
    }

    /** A number, or several. */
    static boolean isNumbers(String folded) {
        return List.of(folded.split(" ")).stream()
                .allMatch(w -> NUMBER.matcher(w).matches());
    }

    private static String decimal(String number) {
        boolean negative = number.startsWith("-");
        String digits = negative ? number.substring(1) : number;
        BigInteger value;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            value = new BigInteger(digits.substring(2), 16);
        } else {
            value = new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        }
        return (negative ? value.negate() : value).toString();
    }

    private static String ranges(String text) {
        TreeMap<Integer, Integer> byFirst = new TreeMap<>();
        for (String range : text.split(",")) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = Integer.parseInt(range.substring(dash + 1));
            if (last < first) {
                return text;
            }
            byFirst.merge(first, last, Math::max);
        }
        List<int[]> joined = new ArrayList<>();
        byFirst.forEach((first, last) -> {
            int[] before = joined.isEmpty() ? new int[] {0, -2} : joined.get(joined.size() - 1);
            if (first <= before[1] + 1) {
                before[1] = Math.max(before[1], last);
            } else {
                joined.add(new int[] {first, last});
            }
        });
        return joined.stream()
                .map(r -> r[0] == r[1] ? "" + r[0] : r[0] + "-" + r[1])
                .collect(Collectors.joining(","));
    }
}
