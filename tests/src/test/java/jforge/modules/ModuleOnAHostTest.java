package jforge.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    @Test
    void itsSectionStandsForResourcesAndItsCheckLooksAcross() throws Exception {
        TestHost host = TestHost.shared();
        host.exec("rm -rf /etc/acme /var/spool/acme");
        BuiltModule.build(folder.resolve("acme"), BuiltModule.documented(), "com.example.acme.QueueType");
        Files.createDirectories(folder.resolve("queues"));
        Files.writeString(folder.resolve("queues/shop.yaml"), "returns: 20\ncarts: 5000\n");
        Path site = folder.resolve("site.yaml");
        String text = """
                name: shop
                modules: [ acme ]
                hosts: { h1: }
                queues:
                  - on: h1
                    names: { orders: 500 }
                    requires: [ file /etc/first ]
                  - on: h1
                    file: shop
                resources:
                  - { on: h1, file: /etc/first, content: x }
                  - { on: h1, file: /etc/acme/after, content: x, requires: [ queue carts ] }
                """;
        Files.writeString(site, text);
        String[] apply = {
            "apply", site.toString(), "--yes", "--ssh-config", host.sshConfig().toString()
        };
        Ran applied = InProcess.jforge(apply);
        String out = applied.out().replace(folder + "/", "");
        assertTrue(out.endsWith("changed: 5\n"), applied::toString);
        assertTrue(out.indexOf("+ file /etc/first") < out.indexOf("+ queue orders"), out);
        assertTrue(out.contains("queues/shop.yaml:2"), out);
        String finding = "more than 1000 messages (queues/shop.yaml:2:1) go to /var/spool/acme, which nothing here"
                + " declares; add a directory";
        assertTrue(out.contains("warning: " + finding), out);
        assertEquals("500 20 5000", host.exec("cd /etc/acme/queues; echo $(cat orders returns carts)"));
        Ran again = InProcess.jforge(apply);
        assertTrue(again.out().endsWith("changed: 0\n"), again::toString);
        assertTrue(again.out().contains("go to /var/spool/acme"), "a warning stays: " + again);
        Files.writeString(site, text + "  - { on: h1, directory: /var/spool/acme }\n");
        assertFalse(InProcess.jforge(apply).out().contains("go to /var/spool/acme"));
        Files.writeString(site, text.replace("file: shop", "file: shp"));
        assertEquals(
                "site.yaml:9:11: there are no queues of \"shp\"; did you mean \"shop\"?",
                InProcess.jforge(apply).err().replace(folder + "/", "").strip());
        host.exec("rm -r /etc/acme /etc/first /var/spool/acme");
    }
}
