package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountTypeTest {
    private final MountType type = new MountType();

    private MountType.Wanted parse(String source, String fs, String... options) {
        return type.parse(
                HostShell.fields("mount", "/srv/a b", "source", source, "type", fs, "options", List.of(options)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mount=/a                                      | a mount needs a source and a type",
                "mount=/a absent=true type=ext4                | what is absent has no type",
                "mount=/ absent=true                           | a host can't be without /",
                "mount=/a source=/dev/b type=swap              | swap has no path",
                "mount=/a source=/dev/b type=ext4;id           | can't be a file system's type",
                "mount=/a source=-a type=ext4                  | \"-a\" can't be mounted",
                "mount=/a source=/dev/b type=ext4 options=a#b  | \"a#b\" can't be an option",
                "mount=/a source=/dev/b type=ext4 pass=10      | pass is from 0 to 9, not 10",
                "mount=/a source=b:/c type=nfs options=x-systemd.automount | add mounted: false",
            })
    void refuses(String written, String problem) {
        java.util.Map<String, Object> values = new java.util.TreeMap<>();
        for (String pair : written.split(" ")) {
            values.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        InventoryException fault = assertThrows(InventoryException.class, () -> type.parse(new Declared(values)));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "UUID=1, ext4, defaults, TAG",
        "/dev/sdb1, ext4, defaults, DEVICE",
        "/srv/i, ext4, loop, IMAGE",
        "/srv/d, none, bind, BIND",
        "tmpfs, tmpfs, size=1m, NAME",
        "nas:/a, nfs, nofail, NAME"
    })
    void kinds(String source, String fs, String options, MountSource.Kind kind) {
        assertEquals(kind, parse(source, fs, options).source().kind());
    }

    @Test
    void aLineOfFstab() {
        assertEquals(
                "/dev/b\\040c /srv/a\\040b ext4 noatime,nofail 0 0",
                parse("/dev/b c", "ext4", "noatime", "nofail").entry().line());
        assertEquals(
                "tmpfs /srv/a\\040b tmpfs defaults 0 0",
                parse("tmpfs", "tmpfs").entry().line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "defaults             | rw relatime                 | true",
                "noatime nofail       | rw noatime                  | true",
                "noatime              | rw relatime                 | false",
                "defaults             | rw relatime noexec          | false",
                "user                 | rw nosuid nodev noexec      | true",
                "user exec            | rw nosuid nodev noexec      | false",
                "size=1m              | rw size=1024k               | true",
                "size=1g              | rw size=1024k               | false",
                "mode=0755            | rw mode=755                 | true",
                "errors=remount-ro    | rw relatime                 | true",
                "ro                   | ro relatime                 | true",
                "ro                   | rw relatime                 | false",
            })
    void optionsAgree(String declared, String shown, boolean agree) {
        var options = new MountOptions(List.of(declared.split(" ")));
        assertEquals(agree, options.agrees(Set.of(shown.split(" "))));
        String test = "t() {\nmnt_opts=" + shown.replace(' ', ',') + "\n" + options.test()
                + "return 0\n}\nt && echo yes || echo no";
        assertEquals(agree ? "yes\n" : "no\n", HostShell.DASH.run(test).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "defaults          | defaults      | remount,rw,suid,dev,exec,diratime,async,relatime",
                "noatime nofail ro | noatime,ro    | remount,ro,suid,dev,exec,noatime,diratime,async",
                "size=1m noexec    | size=1m,noexec | remount,rw,suid,dev,noexec,diratime,async,relatime,size=1m",
            })
    void whatMountIsTold(String declared, String first, String again) {
        var options = new MountOptions(List.of(declared.split(" ")));
        assertEquals(first, options.forMount());
        assertEquals(again, options.forRemount());
    }

    @Test
    void anotherSourceHasToBeAllowed() {
        var found = new Mounted.Found(true, false, 'd', 0, "tmpfs", Set.of("rw"), "tmpfs");
        var steps = ((jforge.resource.Proposal.Do)
                        type.propose(parse("UUID=1", "ext4"), Seen.of(new MountType.State(found, List.of()))))
                .steps();
        assertEquals(jforge.plan.Danger.RISKY, steps.get(0).danger());
        assertEquals("source", steps.get(0).differences().get(1).attribute());
        assertEquals(3, steps.size());
    }
}
