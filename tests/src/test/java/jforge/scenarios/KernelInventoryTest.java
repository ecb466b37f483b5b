package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jforge.cli.InProcess;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.Test;

/** {@code inventories/kernel}: planned, applied, held over a reboot, and applied again. */
class KernelInventoryTest {
    private static final Path INVENTORY = Path.of("../inventories/kernel");

    @Test
    void thePublicServersAreMadeAndHold() {
        appliedTo("front1", """
                net.ipv4.tcp_window_scaling = 0
                net.ipv4.tcp_timestamps = 0
                net.ipv4.tcp_keepalive_time = 180
                net.core.somaxconn = 4096
                """, "costs: no windows over 64 KB", "profile idle-clients 1");
    }

    @Test
    void thePoolIsMadeAndHolds() {
        appliedTo("pool1", """
                net.ipv4.tcp_window_scaling = 1
                net.ipv4.tcp_timestamps = 1
                net.ipv4.ip_local_port_range = 10240 65535
                net.ipv4.ip_local_reserved_ports = 11211,15672,25672
                """, "sysctl net.ipv4.tcp_fin_timeout");
    }

    private static void appliedTo(String name, String wanted, String... texts) {
        try (TestHost host = TestHost.named(name)) {
            Ran ran = run(host, "apply", "--yes");
            assertEquals(0, ran.code(), ran::toString);
            for (String text : texts) {
                assertTrue(ran.out().contains(text), ran::toString);
            }
            assertEquals(wanted.strip(), has(host, wanted));
            host.restart();
            assertEquals(wanted.strip(), has(host, wanted));
            Ran again = run(host, "apply", "--yes");
            assertTrue(again.out().endsWith("changed: 0\n"), again::toString);
        }
    }

    private static String has(TestHost host, String wanted) {
        String keys = String.join(" ", wanted.replaceAll(" = .*", "").split("\n"));
        return host.exec("sysctl " + keys + " | tr '\\t' ' '");
    }

    private static Ran run(TestHost host, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, INVENTORY.toString(), "--limit", host.name()));
        words.addAll(List.of("--ssh-config", host.sshConfig().toString()));
        words.addAll(List.of(more));
        return InProcess.jforge(words.toArray(String[]::new));
    }
}
