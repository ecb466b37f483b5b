package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jforge.cli.InProcess.Ran;
import jforge.hosts.Fleet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that can't be reached, or are lost on the way: the others go on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetGapsTest {
    private static final String ACROSS = """
            - { on: h1, file: @/a, content: x, requires: [file @/x on h3] }
            - { on: h1, file: @/b, content: x, requires: [file @/a] }
            - { on: h2, file: @/c, content: x, requires: [file @/b on h1] }
            - { on: [h1, h2, h3], file: @/x, content: x }
            - { on: h1, file: @/conf, content: x }
            - { on: h3, service: ssh, when-changed: [file @/conf on h1] }
            """;

    private final Fleet fleet = Fleet.start(3);
    private boolean off;

    @AfterAll
    void end() {
        fleet.close();
    }

    @AfterEach
    void powerOn() {
        if (off) {
            fleet.host(3).powerOn();
            off = false;
        }
    }

    private void powerOff() {
        fleet.host(3).powerOff();
        off = true;
    }

    @Test
    void aHostThatIsOff() {
        FleetPlace place = new FleetPlace(fleet, "off");
        place.resources(ACROSS);
        powerOff();
        withoutTheThird(place);
        powerOn();
        place.ends(0, place.apply(), "changed: 6\n");
        place.settled();
    }

    @Test
    void aHostThatDoesNotTakeTheKey(@TempDir Path folder) throws Exception {
        FleetPlace place = new FleetPlace(fleet, "key");
        place.resources(ACROSS);
        Path other = folder.resolve("other");
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other.toString())
                .start()
                .waitFor();
        place.sshConfig(wrongKey(folder, other));
        withoutTheThird(place);
        place.sshConfig(fleet.sshConfig());
        place.ends(0, place.apply(), "changed: 6\n");
        place.settled();
    }

    /** Nothing answers there, so that only time tells. */
    @Test
    void aHostThatIsFrozen() {
        FleetPlace place = new FleetPlace(fleet, "frozen");
        place.resources(ACROSS);
        fleet.host(3).pause();
        try {
            withoutTheThird(place);
        } finally {
            fleet.host(3).unpause();
        }
        place.ends(0, place.apply(), "changed: 6\n");
        place.settled();
    }

    @Test
    void aHostThatIsLostWhileAStepRuns() throws Exception {
        FleetPlace place = new FleetPlace(fleet, "lost");
        Gate gate = Gate.on(fleet.host(3));
        String resources = """
                - { on: h3, file: @/x, content: x, validate: "VALIDATE" }
                - { on: h3, file: @/y, content: x, requires: [file @/x] }
                - { on: h1, file: @/a, content: x, requires: [file @/y on h3] }
                - { on: h2, file: @/b, content: x, requires: [file @/a on h1] }
                - { on: [h1, h2], file: @/free, content: x }
                """;
        place.resources(resources.replace("VALIDATE", gate.validate()));
        CompletableFuture<Ran> applied = place.applying();
        gate.awaitArrival();
        powerOff();
        Ran ran = applied.get(60, TimeUnit.SECONDS);
        place.ends(5, ran, "h3", "file @/x", "file @/a", "changed: 2\n");
        assertEquals("free/free", place.files(1) + "/" + place.files(2));
        powerOn();
        place.resources(resources.replace("VALIDATE", "test -f %s"));
        place.ends(0, place.apply(), "changed: 4\n");
        place.settled();
        assertEquals("", fleet.host(3).exec("find " + place.at() + " -name '.*.jforge-*'"));
    }

    private void withoutTheThird(FleetPlace place) {
        place.ends(3, place.run("plan"), "h3");
        place.ends(
                3,
                place.apply(),
                "requires file @/x on h3, and h3 could not be reached",
                "requires file @/a, which is refused",
                "requires file @/b on h1, which is refused",
                "its effect on service ssh on h3 would be lost: h3 could not be reached",
                "changed: 2\n");
        assertEquals("x/x", place.files(1) + "/" + place.files(2));
    }

    private Path wrongKey(Path folder, Path key) throws IOException {
        String config = Files.readString(fleet.sshConfig());
        int third = config.indexOf("Host h3");
        String wrong = config.substring(third).replaceFirst("IdentityFile .*", "IdentityFile " + key);
        return Files.writeString(folder.resolve("ssh_config"), config.substring(0, third) + wrong);
    }
}
