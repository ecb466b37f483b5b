package jforge.kernel;

import java.util.List;
import java.util.Optional;
import jforge.source.Mark;

/**
 * Settings that belong together, as data.
 *
 * @param version from 1; a change of any value makes a new one
 * @param summary whom it is for
 */
record Profile(String name, long version, String summary, List<Setting> settings) {
    Profile {
        settings = List.copyOf(settings);
    }

    /**
     * @param value with places for what the path's figures give: "4096 131072 {buffer}"
     * @param reason why this value
     * @param source where that is said: a URL
     * @param cost what is lost by it; empty where nothing is
     * @param mark where the profile says it
     */
    record Setting(SysctlKey key, String value, String reason, String source, Optional<String> cost, Mark mark) {
        boolean needsFigures() {
            return value.indexOf('{') >= 0;
        }
    }

    /** Name and version: how plans call it. */
    String shown() {
        return "profile " + name + " " + version;
    }

    boolean needsFigures() {
        return settings.stream().anyMatch(Setting::needsFigures);
    }
}
