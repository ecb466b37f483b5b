package jforge.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows from the bandwidth of a path and its delay, there and back.
 *
 * @param bandwidth as written: "10 Gbit/s"
 * @param delay as written: "40 ms"
 * @param product bandwidth in bits a second times delay in seconds over 8, rounded up to whole bytes: what is on the way at once
 */
record PathFigures(String bandwidth, String delay, BigInteger product) {
    /** What a profile's values may name. */
    static final List<String> NAMES = List.of("bdp", "buffer");

    /** The largest window that TCP can tell, 1 GiB: RFC 7323, section 2.3. */
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(30);
    /** The kernel's own largest receive buffer on hosts with memory enough: less would slow it down. */
    private static final BigInteger LEAST = BigInteger.valueOf(6L << 20);

    private static final BigInteger PAGE = BigInteger.valueOf(4096);
    private static final Pattern FIGURE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?([A-Za-z/]+)");

    private static final Map<String, BigDecimal> BITS = new LinkedHashMap<>();
    private static final Map<String, BigDecimal> SECONDS = new LinkedHashMap<>();

    static {
        BITS.put("kbit/s", BigDecimal.TEN.pow(3));
        BITS.put("Mbit/s", BigDecimal.TEN.pow(6));
        BITS.put("Gbit/s", BigDecimal.TEN.pow(9));
        BITS.put("Tbit/s", BigDecimal.TEN.pow(12));
        SECONDS.put("us", new BigDecimal("0.000001"));
        SECONDS.put("ms", new BigDecimal("0.001"));
        SECONDS.put("s", BigDecimal.ONE);
    }

    /** Bits a second; empty if it is none above 0. */
    static Optional<BigDecimal> bandwidth(String written) {
        return figure(written, BITS);
    }

    /** Seconds; empty if it is none above 0. */
    static Optional<BigDecimal> delay(String written) {
        return figure(written, SECONDS);
    }

    private static Optional<BigDecimal> figure(String written, Map<String, BigDecimal> units) {
        Matcher figure = FIGURE.matcher(written.strip());
        BigDecimal unit = figure.matches() ? units.get(figure.group(2)) : null;
        return unit == null
                ? Optional.empty()
                : Optional.of(new BigDecimal(figure.group(1)).multiply(unit)).filter(value -> value.signum() > 0);
    }

    /** @throws IllegalArgumentException if one of them is no such figure */
    static PathFigures of(String bandwidth, String delay) {
        BigDecimal bits = bandwidth(bandwidth).orElseThrow(IllegalArgumentException::new);
        BigDecimal seconds = delay(delay).orElseThrow(IllegalArgumentException::new);
        BigDecimal bytes = bits.multiply(seconds).divide(BigDecimal.valueOf(8));
        return new PathFigures(
                bandwidth.strip(),
                delay.strip(),
                bytes.setScale(0, RoundingMode.CEILING).toBigIntegerExact());
    }

    /** Whether a window can hold it. */
    boolean fits() {
        return product.compareTo(LARGEST) <= 0;
    }

    /** Twice the product, at least 6 MiB, rounded up to whole pages of 4096 bytes; at most what the kernel's int holds. */
    BigInteger buffer() {
        BigInteger wanted = product.shiftLeft(1).max(LEAST);
        BigInteger pages = wanted.add(PAGE).subtract(BigInteger.ONE).divide(PAGE);
        return pages.multiply(PAGE).min(BigInteger.valueOf(Integer.MAX_VALUE));
    }

    /** The places of a profile's value filled in. */
    String fill(String value) {
        return value.replace("{bdp}", product.toString()).replace("{buffer}", buffer().toString());
    }

    /** How a value came about. */
    String shown() {
        return bandwidth + " x " + delay + " / 8 = " + product
                + " bytes on the way; buffers hold twice that, at least 6 MiB," + " in whole pages of 4096 bytes: "
                + buffer();
    }
}
