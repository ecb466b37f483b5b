package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jforge.plan.Danger;
import jforge.plan.Sh;
import jforge.plan.Step;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dnf and rpm print, and what becomes of it. */
class DnfTest {
    private static final PackageType TYPE = new PackageType();

    @TempDir
    static Path tools;

    /** Each was asked of rpm 4.18, by {@code rpm --eval '%{lua:print(rpm.vercmp("A", "B"))}'}, but for those with an epoch, or without a release. */
    @ParameterizedTest
    @CsvSource({
        "1.0,1.0,0",
        "1.0,2.0,-1",
        "2.0.1,2.0.1,0",
        "2.0,2.0.1,-1",
        "2.0.1a,2.0.1,1",
        "2.0.1a,2.0.1a,0",
        "5.5p1,5.5p2,-1",
        "5.5p10,5.5p1,1",
        "10xyz,10.1xyz,-1",
        "xyz10,xyz10.1,-1",
        "xyz.4,xyz.4,0",
        "xyz.4,8,-1",
        "5.5p2,5.6p1,-1",
        "6.0.rc1,6.0,1",
        "10b2,10a1,1",
        "1.0aa,1.0a,1",
        "10.0001,10.1,0",
        "10.0001,10.0039,-1",
        "4.999.9,5.0,-1",
        "20101121,20101122,-1",
        "2_0,2.0,0",
        "a,a+,0",
        "a+,a_,0",
        "1.0~rc1,1.0,-1",
        "1.0~rc1,1.0~rc2,-1",
        "1.0~rc1~git123,1.0~rc1,-1",
        "1.0^,1.0,1",
        "1.0^git1,1.0.1,-1",
        "1.0^git1,1.0,1",
        "1.0^20160101,1.0^20160102,-1",
        "1.0^20160101^git1,1.0^20160101,1",
        "1.0~rc1^git1,1.0~rc1,1",
        "1.0^git1~pre,1.0^git1,-1",
        "0:1.0-1,1.0-1,0",
        "1:0.1-1,9.9-9,1",
        "1.0-2,1.0-10,-1",
        "1.0-2.fc40,1.0-2.fc41,-1",
        "1.0,1.0-7,0"
    })
    void ordersVersions(String a, String b, int order) {
        assertEquals(order, Integer.signum(RpmVersion.compare(a, b)));
        assertEquals(-order, Integer.signum(RpmVersion.compare(b, a)));
    }

    /** The texts of version 4 were recorded on Debian 12 (dnf 4.14); those of 5 and the two without a number are by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dnf4-install; Inst jf-tool 1.0-1, Inst jf-web 2.0-1, Inst jf-extra 1.0-1",
                "dnf4-upgrade; Inst jf-web 2.0-1",
                "dnf4-downgrade; Down jf-web 1.0-1",
                "dnf4-erasing; Inst jf-enemy 1.0-1, Remv jf-lib, Remv jf-tool, Down jf-web 1.0-1",
                "dnf4-replacing; Inst jf-heir 1.0-1, Remv jf-old",
                "dnf4-remove; Remv jf-lib, Remv jf-tool, Remv jf-web",
                "dnf4-remove-and-unused; Remv jf-tool, Remv jf-extra",
                "dnf4-long-name; Inst jf-with-a-very-long-name-that-no-column-can-hold-at-all"
                        + " 1.0.20261123.git0123456789ab-1",
                "dnf4-nothing-to-do; ''",
                "dnf4-unknown; ''",
                "dnf4-broken; ''",
                "dnf4-conflict; ''",
                "dnf5-install; Inst jf-tool 1.0-1, Inst jf-rival 1:1.0-1, Inst jf-lib 1.0-1, Inst jf-extra 1.0-1",
                "dnf5-upgrade; Inst jf-web 2.0-1, Inst jf-heir 1.0-1, Remv jf-old",
                "dnf5-downgrade; Down jf-web 1.0-1, Remv jf-tool",
                "dnf5-remove; Remv jf-lib, Remv jf-web",
                "dnf5-unknown; ''",
                "wrapped-name; Inst a-name-that-is-too-long-for-the-column 1.0-1, Inst jf-lib 1.0-1",
                "strange-heading; Inst jf-lib 1.0-1, Else Transmuting: jf-tool 1.0-1"
            })
    void readsTables(String file, String lines) throws IOException, InterruptedException {
        String script = DnfTable.FUNCTION + "table " + Sh.quote(text(file)) + "\n";
        for (HostShell shell : HostShell.all(tools)) {
            HostShell.Output output = shell.run(script);
            assertEquals(lines, output.text().strip().replace("\n", ", "), shell::name);
            assertEquals(0, output.status(), shell::name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.0-1,2.0-1,true", "2.0,2.0-1,true", "2.*,2.0-1,true", "2.0-2,2.0-1,false", "2,2.0-1,false",
        "1:2.0-1,1:2.0-1,true", "2.0-1,1:2.0-1,true", "1:2.0-1,2.0-1,false", "0:2.0-1,2.0-1,true", "*,2.0-1,true",
        "1:2.*,1:2.0-1,true"
    })
    void knowsAWantedVersion(String wanted, String installed, boolean matches) {
        assertEquals(matches, PackageTool.DNF.matches(wanted, installed));
        String epoch = installed.contains(":") ? installed.substring(0, installed.indexOf(':')) : "0";
        PackageQuestion want = new PackageQuestion("a", Optional.of(wanted), false, true, Optional.empty());
        String script = "echo 'a|" + epoch + "|" + installed.replaceFirst(".*:", "") + "' | {\n"
                + DnfLook.compare(List.of(want), "") + InstalledShell.satisfied(want, 0) + "\n}\n";
        assertEquals(matches ? 0 : 1, HostShell.DASH.run(script).status(), script);
    }

    @ParameterizedTest
    @CsvSource({"jf-web-0:2.0-1.*,jf-web", "jf-web,jf-web", "gtk-2.0-0:2.0-1.fc40.*,gtk-2.0", "a-b-c,a-b-c"})
    void knowsWhatALockIsAbout(String entry, String name) {
        assertEquals(name, PackageTool.DNF.held(entry));
    }

    @Test
    void installsWithItsVersion() throws UnreadableException {
        Step step = only(propose("jf-tool", "", false, Optional.empty(), """
                package jf-tool is not installed
                lists fresh
                of jf-tool
                Inst jf-tool 1.0-1
                Inst jf-lib 1.0-1
                end 0
                """));
        assertEquals(List.of("presence (absent) -> present", "version (absent) -> 1.0-1"), shown(step));
        assertEquals(Danger.NONE, step.danger());
        assertTrue(
                step.command().change().contains("''|'Inst jf-lib 1.0-1'|'Inst jf-tool 1.0-1')"),
                step.command()::change);
    }

    @Test
    void namesWhatGoesAndWhatGoesBack() throws UnreadableException {
        Step step = only(propose("jf-enemy", "", false, Optional.empty(), """
                package jf-enemy is not installed
                lists fresh
                of jf-enemy
                Inst jf-enemy 1.0-1
                Remv jf-lib
                Down jf-web 1.0-1
                end 0
                """));
        assertEquals(Danger.RISKY, step.danger());
        assertEquals(
                List.of("takes away jf-lib -> (absent)", "sets back (unknown) -> jf-web 1.0-1"),
                shown(step).subList(2, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "'of a=2\nUnable to find a match: a-2\nend 100'@ dnf: Unable to find a match: a-2",
                "'of a=2\nInst b 2-1\nend 0'@ there is no package a; dnf would do something else: b 2-1; name what you want",
                "'held c-0:1-1.*\nof a=2\nInst a 2-1\nInst c 2-1\nend 0'@ c would change with it, held on the host by hand:"
                        + " release it there, or declare it with hold:",
                "'held a-0:1-1.*\nof a=2\nInst a 2-1\nend 0'@ it is held on the host by hand: hold: true changes it and holds it"
                        + " again, hold: false releases it"
            })
    void refuses(String lines, String reason) throws UnreadableException {
        Proposal proposal = propose("a", "2", false, Optional.empty(), "rpm a|0|1-1\nlists fresh\n" + lines + "\n");
        assertEquals(reason, assertInstanceOf(Proposal.Refuse.class, proposal).reason());
    }

    @Test
    void changesWhatIsHeldWhereThatIsDeclared() throws UnreadableException {
        Step step = only(propose("a", "2", false, Optional.of(true), """
                held a-0:1-1.*
                rpm a|0|1-1
                lists fresh
                of a=2
                Inst a 2-1
                end 0
                """));
        assertEquals(List.of("version 1-1 -> 2-1"), shown(step));
        String change = step.command().change();
        assertTrue(change.indexOf("versionlock delete") < change.indexOf("carry_out install --"), change);
        assertTrue(change.indexOf("carry_out install --") < change.lastIndexOf("versionlock add"), change);
    }

    @ParameterizedTest
    @CsvSource({
        "'held a-0:1-1.*',true,''",
        "'',true,held no -> yes",
        "'held a-0:1-1.*',false,held yes -> no",
        "'',false,''",
        "'held a-0:1-1.*',,''"
    })
    void holds(String line, Boolean hold, String shown) throws UnreadableException {
        Proposal proposal = propose("a", "", false, Optional.ofNullable(hold), line + "\nrpm a|0|1-1\n");
        assertEquals(
                shown.isEmpty() ? List.of() : List.of(shown),
                ((Proposal.Do) proposal)
                        .steps().stream().flatMap(s -> shown(s).stream()).toList());
    }

    @Test
    void holdsOnlyWithThePlugin() throws UnreadableException {
        Proposal proposal = propose("a", "", false, Optional.of(true), "no holds\nrpm a|0|1-1\n");
        assertEquals(
                "dnf can't hold packages here: its versionlock plugin is not installed",
                assertInstanceOf(Proposal.Refuse.class, proposal).reason());
    }

    @ParameterizedTest
    @CsvSource({
        "'rpm a|x|1-1\n'",
        "'error: cannot open Packages database\n'",
        "'rpm a|0|1-1\nof a\nElse Transmuting: b 1\nend 0\n'",
        "'rpm a|0|1-1\nof a\nInst a 2\n'"
    })
    void isNotReadOtherwise(String frame) {
        assertThrows(UnreadableException.class, () -> propose("a", "2", false, Optional.empty(), frame));
    }

    private static Proposal propose(String name, String version, boolean absent, Optional<Boolean> hold, String frame)
            throws UnreadableException {
        Optional<String> wanted = version.isEmpty() ? Optional.empty() : Optional.of(version);
        PackageType.Desired desired = new PackageType.Desired(name, wanted, absent, true, hold);
        PackageQuestion.Answer answer = PackageQuestion.KIND
                .read(List.of(desired.question()), ("manager dnf\n" + frame).getBytes(StandardCharsets.UTF_8))
                .get(0);
        return TYPE.propose(desired, Seen.of(new PackageType.State(answer)));
    }

    private static Step only(Proposal proposal) {
        List<Step> steps = assertInstanceOf(Proposal.Do.class, proposal, proposal::toString)
                .steps();
        assertEquals(1, steps.size());
        return steps.get(0);
    }

    private static List<String> shown(Step step) {
        return step.differences().stream()
                .map(d -> d.attribute() + " " + d.before().shown() + " -> "
                        + d.after().shown())
                .toList();
    }

    private static String text(String name) throws IOException {
        try (var in = DnfTest.class.getResourceAsStream("dnf/" + name + ".txt")) {
            if (in == null) {
                throw new IOException("no dnf/" + name + ".txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
