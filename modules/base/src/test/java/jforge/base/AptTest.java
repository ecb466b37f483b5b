package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.Step;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What apt and dpkg-query printed on Debian 12, and what becomes of it. */
class AptTest {
    private static final PackageType TYPE = new PackageType();

    @ParameterizedTest
    @CsvSource({
        "1.0,1.0,0",
        "1.0-1,1.0-2,-1",
        "1.10,1.9,1",
        "1:0.1,9.9,1",
        "1.0~rc1,1.0,-1",
        "1.0,1.0+b1,-1",
        "1.0-1,1.0-1+deb12u1,-1",
        "2.36-9+deb12u14,2.36-9+deb12u9,1",
        "1.0-0,1.0,0",
        "1.0a,1.0+,-1",
        "1.007,1.7,0",
        "0:1,1,0",
        "1.0-1~bpo,1.0-1,-1"
    })
    void ordersVersions(String a, String b, int order) {
        assertEquals(order, Integer.signum(DebianVersion.compare(a, b)));
        assertEquals(-order, Integer.signum(DebianVersion.compare(b, a)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Inst jq (1.6-2.1+deb12u3 Debian:12.14/oldstable [amd64]); jq; ; 1.6-2.1+deb12u3",
                "Inst libc6 [2.36-9] (2.36-9+deb12u14 Debian:12.14/oldstable [amd64]) []; libc6; 2.36-9; 2.36-9+deb12u14",
                "Inst libc6:i386 (2.36-9 Debian:12.14/oldstable [i386]); libc6:i386; ; 2.36-9",
                "Remv systemd-sysv [252.39-1~deb12u2]; systemd-sysv; 252.39-1~deb12u2; ",
                "Purg strace [6.1-0.1]; strace; 6.1-0.1; "
            })
    void readsActions(String line, String name, String before, String after) {
        Simulation simulation = PackageTool.APT.simulation(List.of("Conf x (1 y [z])", line), 0);
        assertEquals(
                List.of(new PackageAction(name, Optional.ofNullable(before), Optional.ofNullable(after), false)),
                simulation.actions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E: Unable to locate package nosuchpkg",
                "E: Package 'mail-transport-agent' has no installation candidate",
                "E: Version '9.9' for 'nginx' was not found",
                "E: Held packages were changed and -y was used without --allow-change-held-packages."
            })
    void refusesWithAptsWords(String error) throws UnreadableException {
        Proposal proposal =
                propose("x", Optional.empty(), false, "lists fresh\nof x\nW: some warning\n" + error + "\nend 100\n");
        assertEquals(
                "apt: " + error.substring(3),
                assertInstanceOf(Proposal.Refuse.class, proposal).reason());
    }

    @Test
    void installsWithItsVersion() throws UnreadableException {
        Step step = only(propose("jq", Optional.empty(), false, """
                lists fresh
                of jq other
                Inst libjq1 (1.6 Debian:12/stable [amd64])
                Inst jq (1.6 Debian:12/stable [amd64])
                end 0
                """));
        assertEquals(List.of("presence (absent) -> present", "version (absent) -> 1.6"), shown(step));
        assertEquals(Danger.NONE, step.danger());
        assertTrue(step.command().change().contains("set -- \"$@\" 'jq=1.6'"), step.command()::change);
        assertTrue(step.command().change().contains("'Inst jq 1.6'|'Inst libjq1 1.6')"), step.command()::change);
    }

    @Test
    void namesWhatItTakesAway() throws UnreadableException {
        Step step = only(propose("exim4", Optional.empty(), false, """
                lists fresh
                of exim4
                Remv postfix [3.7]
                Inst exim4 (4.96 Debian:12/stable [all])
                end 0
                """));
        assertEquals(Danger.RISKY, step.danger());
        assertEquals("takes away postfix -> (absent)", shown(step).get(2));
    }

    @Test
    void goesBackOnlyWhereThatIsAllowed() throws UnreadableException {
        Step step = only(propose("a", Optional.of("1.*"), false, """
                dpkg a|2.0-1|ii\s
                lists fresh
                of a=1.*
                Inst a [2.0-1] (1.9-1 Debian:12/stable [all])
                end 0
                """));
        assertEquals(List.of("version 2.0-1 -> 1.9-1"), shown(step));
        assertEquals(Danger.RISKY, step.danger());
        assertTrue(step.command().change().contains("--allow-downgrades"));
    }

    @Test
    void refreshesOldListsFirst() throws UnreadableException {
        Proposal proposal =
                propose("a", Optional.empty(), false, "lists none\nof a\nE: Unable to locate package a\nend 100\n");
        List<Step> steps = assertInstanceOf(Proposal.Do.class, proposal).steps();
        assertEquals(List.of("lists none -> refreshed"), shown(steps.get(0)));
        assertEquals(List.of("presence (absent) -> present", "version (absent) -> (unknown)"), shown(steps.get(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "dpkg a|1.0-1|ii ,,false",
        "dpkg a|1.0-1|hi ,1.0-1,false",
        "dpkg a:amd64|1.0-1|ii ,1.*,false",
        "dpkg a|1.0-1|rc ,,true",
        "dpkg a||un ,,true",
        "'',,true"
    })
    void leavesAloneWhatIsAsWanted(String frame, String version, boolean absent) throws UnreadableException {
        assertEquals(Proposal.nothing(), propose("a", Optional.ofNullable(version), absent, frame + "\n"));
    }

    private static Proposal propose(String name, Optional<String> version, boolean absent, String frame)
            throws UnreadableException {
        PackageType.Desired desired = new PackageType.Desired(name, version, absent, true, Optional.empty());
        PackageQuestion.Answer answer = PackageQuestion.KIND
                .read(List.of(desired.question()), ("manager apt\n" + frame).getBytes(StandardCharsets.UTF_8))
                .get(0);
        return TYPE.propose(desired, Seen.of(new PackageType.State(answer)));
    }

    private static Step only(Proposal proposal) {
        List<Step> steps = assertInstanceOf(Proposal.Do.class, proposal).steps();
        assertEquals(1, steps.size());
        return steps.get(0);
    }

    private static List<String> shown(Step step) {
        return step.differences().stream().map(AptTest::shown).toList();
    }

    private static String shown(Difference d) {
        return d.attribute() + " " + d.before().shown() + " -> " + d.after().shown();
    }
}
