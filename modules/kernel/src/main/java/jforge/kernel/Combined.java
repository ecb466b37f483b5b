package jforge.kernel;

import java.math.BigInteger;
import java.util.Optional;

/** An interface's setting of which the kernel takes the greater or the lesser, that one's or the one of "all". */
final class Combined {
    private Combined() {}

    static boolean is(SysctlKey key) {
        return key.ofInterface().isPresent()
                && KeyTable.COMBINED.get(key.path()).isPresent();
    }

    /**
     * Why a value can't hold; empty where it does.
     *
     * @param wanted of the interface
     * @param all of "all"
     */
    static Optional<String> fault(SysctlKey key, String wanted, String all) {
        Optional<String> which = KeyTable.COMBINED.get(key.path());
        if (which.isEmpty() || !CanonicalValue.isNumbers(wanted + " " + all)) {
            return Optional.empty();
        }
        SysctlKey ofAll = key.ofAll();
        BigInteger own = new BigInteger(CanonicalValue.of(key, wanted));
        BigInteger others = new BigInteger(CanonicalValue.of(key, all));
        boolean loses = which.get().equals("greater") ? others.compareTo(own) > 0 : others.compareTo(own) < 0;
        return loses
                ? Optional.of(ofAll.dotted() + " is " + others + ", and the kernel takes the " + which.get()
                        + " of the two: for " + key.ofInterface().orElse("") + " it is " + others
                        + " whatever stands here")
                : Optional.empty();
    }
}
