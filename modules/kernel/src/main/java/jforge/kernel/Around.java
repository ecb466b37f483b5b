package jforge.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.resource.Identity;
import jforge.resource.Neighbours;
import jforge.resource.Resource;
import jforge.source.InventoryException;

/**
 * What else is declared on the host that has to do with a setting.
 *
 * @param files other files of settings
 * @param all what the same setting of all interfaces is to be
 */
record Around(List<String> files, Optional<String> all) {
    static final Around NOTHING = new Around(List.of(), Optional.empty());

    /** Two names of one setting: whoever writes one changes the other. */
    private static final SysctlKey IP_FORWARD = new SysctlKey("net/ipv4/ip_forward");

    private static final SysctlKey FORWARDING = new SysctlKey("net/ipv4/conf/all/forwarding");

    /** @throws InventoryException if another declaration gives the same setting another value by its other name */
    static Around of(Resource<SysctlType.Desired, ?> own, Neighbours neighbours) {
        SysctlKey key = own.desired().name();
        String file = own.desired().file();
        if (key.equals(FORWARDING)) {
            agreed(own, neighbours);
        }
        List<String> files = new ArrayList<>();
        for (String directory : Rules.DIRECTORIES) {
            neighbours.below(directory).forEach(r -> files.add(r.identity().name()));
        }
        neighbours.get(Identity.path(Rules.SYSCTL_CONF)).ifPresent(r -> files.add(Rules.SYSCTL_CONF));
        files.remove(file);
        Optional<String> all = Optional.empty();
        if (key.ofInterface().isPresent()) {
            all = runtime(neighbours, key.ofAll());
        }
        return new Around(List.copyOf(files), all);
    }

    private static void agreed(Resource<SysctlType.Desired, ?> own, Neighbours neighbours) {
        Optional<String> here = own.desired().aim().runtime();
        Optional<String> there = runtime(neighbours, IP_FORWARD);
        if (here.isPresent() && there.isPresent() && !canonical(here.get()).equals(canonical(there.get()))) {
            throw new InventoryException(
                    own.mark(),
                    FORWARDING.dotted() + " and " + IP_FORWARD.dotted() + " are one setting, which is " + here.get()
                            + " here and " + there.get() + " there; make them one, or leave one out");
        }
    }

    private static String canonical(String value) {
        return CanonicalValue.of(FORWARDING, value);
    }

    /** What a declared one is to be now. */
    private static Optional<String> runtime(Neighbours neighbours, SysctlKey key) {
        return neighbours
                .get(new Identity("sysctl", key.dotted()))
                .map(Resource::desired)
                .filter(SysctlType.Desired.class::isInstance)
                .flatMap(d -> ((SysctlType.Desired) d).aim().runtime());
    }
}
