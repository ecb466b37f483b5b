package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import jforge.kernel.BootCase.Expected;
import jforge.kernel.BootFiles.File;
import jforge.kernel.BootFiles.Found;
import jforge.kernel.BootFiles.Line;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What appliers make of files; the same cases are tried with the real ones on real hosts. */
class BootSettingsTest {
    private static final SysctlKey FIN = new SysctlKey("net/ipv4/tcp_fin_timeout");

    @TestFactory
    Stream<DynamicTest> cases() {
        List<BootCase> cases = BootCase.all();
        assertTrue(cases.size() >= 40, "cases");
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    private static void check(BootCase one) {
        Found found = one.found();
        assertEquals(one.expected().get(Expected.SYSTEMD), changed(found, Applier.SYSTEMD), "systemd");
        assertEquals(one.expected().get(Expected.PROCPS), changed(found, Applier.PROCPS_4), "procps");
        assertEquals(one.expected().get(Expected.PROCPS_NEWEST), changed(found, Applier.PROCPS), "newest procps");
        assertEquals(
                one.expected().get(Expected.SYSTEMD_AFTER_BOOT),
                changed(found.afterBoot(), Applier.SYSTEMD),
                "systemd after a boot");
        if (!one.reasons().isEmpty()) {
            assertEquals(one.reasons(), reasons(found));
        }
    }

    static Map<SysctlKey, String> changed(Found found, Applier applier) {
        BootSettings settings = BootSettings.of(found, applier);
        Map<SysctlKey, String> changed = new LinkedHashMap<>();
        for (SysctlKey key : BootUniverse.start().keySet()) {
            List<Assignment> all = settings.assignments(key);
            assertTrue(all.stream().filter(Assignment::counts).count() <= 1, "one counts at most: " + all);
            settings.effective(key).ifPresent(a -> changed.put(key, SysctlKey.fold(a.value())));
        }
        return changed;
    }

    private static Map<String, String> reasons(Found found) {
        BootSettings settings = BootSettings.of(found, Applier.SYSTEMD);
        Map<String, String> reasons = new TreeMap<>();
        for (SysctlKey key : BootUniverse.start().keySet()) {
            for (Assignment one : settings.assignments(key)) {
                reasons.put(one.at().toString(), one.reason());
            }
        }
        return reasons;
    }

    @Test
    void asItWouldBe() {
        Found found = new Found(
                List.of(
                        new File("/etc/sysctl.d/99-sysctl.conf", Optional.of("/etc/sysctl.conf"), List.of()),
                        new File(
                                "/usr/lib/sysctl.d/95-a.conf",
                                Optional.empty(),
                                List.of(new Line(3, FIN.path() + "=5"))),
                        new File("/etc/sysctl.conf", Optional.empty(), List.of())),
                Set.of(Applier.SYSTEMD));
        BootSettings now = BootSettings.of(found, Applier.SYSTEMD);
        BootSettings ours = now.with("/etc/sysctl.d/90-jforge.conf", List.of("# ours", FIN.dotted() + " = 7"));
        assertEquals(
                List.of(
                        "/etc/sysctl.d/90-jforge.conf:2 7 overridden by /usr/lib/sysctl.d/95-a.conf:3",
                        "/usr/lib/sysctl.d/95-a.conf:3 5 counts"),
                shown(ours));
        assertEquals(
                List.of("/etc/sysctl.d/90-jforge.conf:2 7 counts"),
                shown(ours.with("/usr/lib/sysctl.d/95-a.conf", List.of("#" + FIN.path() + "=5"))));
        assertEquals(
                List.of(
                        "/usr/lib/sysctl.d/95-a.conf:3 5 overridden by /etc/sysctl.d/99-sysctl.conf:1",
                        "/etc/sysctl.d/99-sysctl.conf:1 8 counts"),
                shown(now.with("/etc/sysctl.conf", List.of(FIN.dotted() + "=8"))).stream()
                        .filter(a -> !a.endsWith("not read"))
                        .toList());
        assertEquals("5", now.effective(FIN).orElseThrow().value());
    }

    private static List<String> shown(BootSettings settings) {
        return settings.assignments(FIN).stream()
                .map(a -> a.at() + " " + a.value() + " " + a.reason())
                .toList();
    }

    @Test
    void olderAndSmallerAppliers() {
        String path = "/etc/sysctl.conf";
        String lines =
                "-net.ipv4.tcp_fin_timeout = 11\nnet.ipv4.tcp_keepalive_* = 12\nnet.ipv4.tcp_keepalive_time ==13\n"
                        + "net.ipv4.conf.jf.1.tag \t=14\nnet.ipv4.tcp_max_reordering = 310\\\n0\n";
        Found found = new Found(List.of(new File(path, Optional.empty(), List.of())), Set.of())
                .with(path, lines.lines().toList());
        assertEquals(
                "{net.ipv4.tcp_fin_timeout=11, net.ipv4.tcp_keepalive_time==13, net.ipv4.tcp_max_reordering=310\\}",
                dotted(changed(found, Applier.PROCPS_3)));
        assertEquals(
                "{net.ipv4.conf.jf/1.tag=14, net.ipv4.tcp_keepalive_time==13, net.ipv4.tcp_max_reordering=3100}",
                dotted(changed(found, Applier.BUSYBOX)));
    }

    private static String dotted(Map<SysctlKey, String> changed) {
        Map<String, String> dotted = new TreeMap<>();
        changed.forEach((key, value) -> dotted.put(key.dotted(), value));
        return dotted.toString();
    }
}
