package jforge.kernel;

import java.util.List;
import java.util.Optional;
import jforge.resource.Identity;
import jforge.resource.Neighbours;
import jforge.resource.Resource;

/**
 * What else is declared on the host that has to do with a setting.
 *
 * @param files other files of settings
 * @param all what the same setting of all interfaces is to be
 */
record Around(List<String> files, Optional<String> all) {
    static final Around NOTHING = new Around(List.of(), Optional.empty());

    static Around of(SysctlKey key, String file, Neighbours neighbours) {
        List<String> files = new java.util.ArrayList<>();
        for (String directory : Rules.DIRECTORIES) {
            neighbours.below(directory).forEach(r -> files.add(r.identity().name()));
        }
        neighbours.get(Identity.path(Rules.SYSCTL_CONF)).ifPresent(r -> files.add(Rules.SYSCTL_CONF));
        files.remove(file);
        Optional<String> all = Optional.empty();
        if (key.ofInterface().isPresent()) {
            all = neighbours
                    .get(new Identity("sysctl", key.ofAll().dotted()))
                    .map(Resource::desired)
                    .filter(SysctlType.Desired.class::isInstance)
                    .flatMap(d -> ((SysctlType.Desired) d).aim().runtime());
        }
        return new Around(List.copyOf(files), all);
    }
}
