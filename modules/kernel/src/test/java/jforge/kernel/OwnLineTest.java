package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our file's lines, and how far a kernel is a host's own. */
class OwnLineTest {
    private static final SysctlKey KEY = new SysctlKey("net/ipv4/conf/eth0.1/rp_filter");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.ipv4.conf.eth0/1.rp_filter = 2|2",
                "net/ipv4/conf/eth0.1/rp_filter=2|2",
                " -net.ipv4.conf.eth0/1.rp_filter =  2 3 |2 3",
                "net.ipv4.conf.eth0.1.rp_filter = 2|",
                "# net.ipv4.conf.eth0/1.rp_filter = 2|",
                "; net.ipv4.conf.eth0/1.rp_filter = 2|",
                "-net.ipv4.conf.eth0/1.rp_filter|",
                "net.ipv4.conf.*.rp_filter = 2|",
                "nonsense|"
            })
    void values(String line, String value) {
        assertEquals(Optional.ofNullable(value), OwnLine.value(line, KEY));
    }

    @Test
    void aNoteTellsWhatTheKernelMadeOfIt() {
        OwnFile.Content content = new OwnFile.Content(
                OwnFile.Form.FILE,
                List.of(
                        "# net.ipv4.conf.eth0/1.rp_filter: the kernel stores 504 for 503",
                        "net.ipv4.conf.eth0/1.rp_filter = 503",
                        "# mine"));
        assertEquals(Optional.of("504"), content.kept(KEY).stored("503"));
        assertEquals(Optional.empty(), content.kept(KEY).stored("502"));
        assertEquals(List.of("net.ipv4.conf.eth0/1.rp_filter = 1", "# mine"), content.with(KEY, Optional.of("1")));
        assertEquals(List.of("# mine"), content.with(KEY, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first pid,first ipc,first uts,first user,first net|net/ipv4/ip_forward|false|false",
                "first pid,first ipc,first uts,first user,first net|vm/swappiness|false|false",
                "own pid,own ipc,own uts,first user|net/ipv4/ip_forward|false|false",
                "own pid,own ipc,own uts,first user|vm/swappiness|true|false",
                "own pid,own ipc,own uts,first user|user/max_user_namespaces|true|false",
                "own pid,first ipc,own uts,first user,first net|net/ipv4/ip_forward|true|false",
                "own pid,first ipc,own uts|kernel/shmmax|true|false",
                "own pid,own ipc,own uts,ro /proc/sys|vm/swappiness|true|true",
                "own pid,own ipc,own uts,ro /proc/sys,rw /proc/sys/net|net/ipv4/ip_forward|false|false",
                "own pid,own ipc,own uts,ro /proc/sys,rw /proc/sys/net|kernel/shmmax|false|true",
                "mark /.dockerenv|vm/swappiness|true|false",
                "first pid,mark /.dockerenv|vm/swappiness|false|false"
            })
    void containers(String frame, String path, boolean global, boolean readOnly) throws UnreadableException {
        byte[] bytes = frame.replace(',', '\n').getBytes(StandardCharsets.UTF_8);
        Confinement.Found found =
                Confinement.KIND.read(List.of(new Confinement()), bytes).get(0);
        SysctlKey key = new SysctlKey(path);
        assertEquals(
                Map.of("global", global, "read-only", readOnly),
                Map.of("global", found.isGlobal(key), "read-only", found.isReadOnly(key)));
    }
}
