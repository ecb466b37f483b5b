package jforge.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jforge.apply.Apply;
import jforge.cli.InProcess;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import jforge.plan.Plan;
import jforge.plan.PlanJson;
import jforge.transport.Connector;
import jforge.transport.Fleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module that the documentation shows, on a real host. */
class ModuleOnAHostTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isPlannedAppliedAndVerified() throws Exception {
        TestHost host = TestHost.shared();
        host.exec("rm -rf /etc/acme");
        Path acme = BuiltModule.build(folder.resolve("acme"), BuiltModule.documented(), "com.example.acme.QueueType");
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                name: shop
                modules: [ acme ]
                hosts: { h1: }
                resources:
                  - { on: h1, queue: orders, limit: 500 }
                  - { on: h1, file: /etc/acme/after, content: x, requires: [queue orders] }
                """);
        String[] plan = {
            "plan", site.toString(), "--ssh-config", host.sshConfig().toString()
        };
        Ran planned = InProcess.jforge(plan);
        assertTrue(
                planned.out().contains("looked with a question of its own: acme-queue of module acme (h1)"),
                planned::toString);
        assertTrue(planned.out().contains("+ queue orders") && planned.out().contains("limit"), planned::toString);
        Ran applied = InProcess.jforge("apply", site.toString(), "--yes", "--ssh-config", plan[3]);
        assertTrue(applied.out().endsWith("changed: 2\n"), applied::toString);
        assertEquals("500", host.exec("cat /etc/acme/queues/orders"));

        host.exec("echo 7 >/etc/acme/queues/orders");
        Plan again = PlanJson.read(PlanJson.write(InProcess.planned(plan)));
        Files.move(acme, folder.resolve("gone"));
        try (Connector connector = new Connector();
                Fleet fleet = new Fleet(Map.of("h1", again.hosts().get(0).target()), connector::connect, 1)) {
            new Apply(again, fleet, "test", event -> {}).run();
        }
        assertEquals("500", host.exec("cat /etc/acme/queues/orders; rm -r /etc/acme"));
    }
}
