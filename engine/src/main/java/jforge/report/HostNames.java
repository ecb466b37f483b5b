package jforge.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of hosts, many of them folded: {@code web[1-12,20], db1}. */
final class HostNames {
    private static final int NAMED_ONE_BY_ONE = 4;
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,9})([^0-9]*)");

    private HostNames() {}

    static String of(List<String> hosts) {
        return String.join(", ", hosts.size() <= NAMED_ONE_BY_ONE ? hosts : folded(hosts));
    }

    /** The names on lines of at most this many columns. */
    static List<String> wrapped(List<String> hosts, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String name : of(hosts).split("(?<=,) ")) {
            if (!line.isEmpty() && line.length() + 1 + name.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(name);
        }
        lines.add(line.toString());
        return lines;
    }

    private static List<String> folded(List<String> hosts) {
        Map<String, Series> series = new LinkedHashMap<>();
        for (String host : hosts) {
            Matcher m = NUMBERED.matcher(host);
            boolean numbered = m.matches();
            String number = numbered ? m.group(2) : "";
            // numbers with leading zeros run only with those of the same length
            int digits = number.startsWith("0") ? number.length() : 0;
            String key = numbered ? m.group(1) + "\0" + m.group(3) + "\0" + digits : host;
            series.computeIfAbsent(key, k -> new Series(host, new TreeSet<>())).add(number);
        }
        return series.values().stream().map(Series::shown).toList();
    }

    private record Series(String first, TreeSet<Integer> numbers) {
        void add(String number) {
            if (!number.isEmpty()) {
                numbers.add(Integer.valueOf(number));
            }
        }

        String shown() {
            Matcher m = NUMBERED.matcher(first);
            if (numbers.size() < 2 || !m.matches()) {
                return first;
            }
            String digits = m.group(2).startsWith("0") ? "%0" + m.group(2).length() + "d" : "%d";
            List<String> runs = new ArrayList<>();
            int start = numbers.first();
            for (int n : numbers) {
                if (!numbers.contains(n + 1)) {
                    String from = String.format(digits, start);
                    runs.add(start == n ? from : from + "-" + String.format(digits, n));
                    Integer next = numbers.higher(n);
                    start = next == null ? n : next;
                }
            }
            return m.group(1) + "[" + String.join(",", runs) + "]" + m.group(3);
        }
    }
}
