package jforge.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that the cases may touch: of a network namespace alone, harmless, and free in their values. */
final class BootUniverse {
    /** Interfaces that the tests make. */
    static final List<String> INTERFACES = List.of("jfa", "jfb", "jf.1");

    private BootUniverse() {}

    /** Each with the value that it starts from, which no case sets. */
    static Map<SysctlKey, String> start() {
        return start(INTERFACES);
    }

    /** @param interfaces besides all, default and lo */
    static Map<SysctlKey, String> start(List<String> interfaces) {
        Map<SysctlKey, String> start = new LinkedHashMap<>();
        start.put(new SysctlKey("net/ipv4/tcp_fin_timeout"), "60");
        start.put(new SysctlKey("net/ipv4/tcp_keepalive_time"), "7200");
        start.put(new SysctlKey("net/ipv4/tcp_keepalive_intvl"), "75");
        start.put(new SysctlKey("net/ipv4/tcp_keepalive_probes"), "9");
        start.put(new SysctlKey("net/ipv4/tcp_max_reordering"), "300");
        start.put(new SysctlKey("net/ipv4/tcp_rmem"), "4096 131072 6291456");
        List<String> names = new ArrayList<>(List.of("all", "default", "lo"));
        names.addAll(interfaces);
        for (String name : names) {
            start.put(new SysctlKey("net/ipv4/conf/" + name + "/tag"), "0");
            start.put(new SysctlKey("net/ipv4/conf/" + name + "/medium_id"), "0");
        }
        return start;
    }
}
