package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jforge.kernel.BootFacet.Against;
import jforge.kernel.BootFiles.Found;
import org.junit.jupiter.api.Test;

/** What wins over our line at the next boot, and when sysctl is called. */
class BootFacetTest {
    private static final SysctlKey KEY = new SysctlKey("net/ipv4/tcp_fin_timeout");
    private static final String OURS = "/etc/sysctl.d/90-jforge.conf";
    private static final List<String> LINES = List.of("net.ipv4.tcp_fin_timeout = 30");

    @Test
    void aFileInRunIsGoneAtBoot() {
        Found found = host(Applier.SYSTEMD)
                .with("/run/sysctl.d/95-a.conf", List.of("net.ipv4.tcp_fin_timeout = 5"))
                .with(OURS, LINES);
        BootFacet facet = facet(found);
        assertEquals(Optional.of("30"), facet.value());
        assertEquals(List.of(), facet.against());
    }

    @Test
    void aMaskInRunIsGoneAtBoot() {
        Found found = host(Applier.SYSTEMD)
                .with("/usr/lib/sysctl.d/95-a.conf", List.of("net.ipv4.tcp_fin_timeout = 5"))
                .with("/run/sysctl.d/95-a.conf", List.of())
                .with(OURS, LINES);
        BootFacet facet = facet(found);
        assertEquals(Optional.of("5"), facet.value());
        assertEquals(
                List.of("/usr/lib/sysctl.d/95-a.conf:1"),
                facet.against().stream().map(Against::at).map(Place::toString).toList());
    }

    @Test
    void aFileInRunCountsWhenSysctlIsCalled() {
        Found found = host(Applier.PROCPS)
                .with("/run/sysctl.d/95-a.conf", List.of("net.ipv4.tcp_fin_timeout = 5"))
                .with(OURS, LINES);
        assertEquals(Optional.of("5"), facet(found).value());
    }

    private static BootFacet facet(Found found) {
        return BootFacet.of(found, KEY, OURS, LINES, Optional.of("30"));
    }

    private static Found host(Applier applier) {
        return new Found(List.of(), Set.of(applier));
    }
}
