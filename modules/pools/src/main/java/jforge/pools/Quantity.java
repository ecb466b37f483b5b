package jforge.pools;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with a unit, as the supervisor reads it: {@code 30m}, {@code 300MB}. */
enum Quantity {
    /** In milliseconds, at most what a timer of Node can wait for. */
    DURATION(
            Integer.MAX_VALUE,
            "a duration such as 500ms, 30s, 30m or 2h, at most 24 days, or 0",
            units("d", 86_400_000L, "h", 3_600_000L, "m", 60_000L, "s", 1_000L, "ms", 1L)),
    /** In bytes. */
    SIZE(
            1L << 50,
            "a size such as 300MB or 1GiB, or 0",
            units(
                    "GB",
                    1_000_000_000L,
                    "GiB",
                    1L << 30,
                    "MB",
                    1_000_000L,
                    "MiB",
                    1L << 20,
                    "KB",
                    1_000L,
                    "KiB",
                    1L << 10,
                    "B",
                    1L));

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([A-Za-z]+)");

    private final long most;
    private final String meant;
    private final Map<String, Long> units;

    Quantity(long most, String meant, Map<String, Long> units) {
        this.most = most;
        this.meant = meant;
        this.units = units;
    }

    private static Map<String, Long> units(Object... pairs) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            units.put((String) pairs[i], (Long) pairs[i + 1]);
        }
        return units;
    }

    /** What is meant, for messages. */
    String meant() {
        return meant;
    }

    /** In the smallest unit, rounded; empty where the text is none. */
    Optional<Long> of(String text) {
        if (text.equals("0")) {
            return Optional.of(0L);
        }
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches() || !units.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        BigDecimal exact = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(units.get(parts.group(2))));
        return exact.compareTo(BigDecimal.valueOf(most)) > 0
                ? Optional.empty()
                : Optional.of(exact.setScale(0, RoundingMode.HALF_UP).longValue());
    }

    /** One text for one amount, however it was written: what is equal is no difference. */
    String text(long amount) {
        String shortest = amount == 0 ? "0" : "";
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (shortest.isEmpty() && amount % unit.getValue() == 0) {
                shortest = amount / unit.getValue() + unit.getKey();
            }
        }
        return shortest;
    }
}
