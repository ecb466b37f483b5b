package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jforge.kernel.KernelSetting.Access;
import jforge.kernel.KernelSetting.Running;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts printed, and how it is understood. */
class SysctlAnswersTest {
    @Test
    void settings() throws UnreadableException {
        List<KernelSetting> asked = Stream.of(
                        "net/ipv4/tcp_rmem", "net/none", "net/told", "net/kept/secret", "net/empty")
                .map(k -> new KernelSetting(new SysctlKey(k)))
                .toList();
        String frame = "net/ipv4/tcp_rmem\nnet/told\nnet/kept/secret\nnet/empty\n:mode\nnet/told\n:mode\n"
                + "net/kept/secret\nnet/ipv4/tcp_rmem:4096\t131072\t33554432\nnet/told:a:b\nnet/told:c\n";
        assertEquals(
                List.of(
                        Optional.of(new Running("4096 131072 33554432", Access.BOTH)),
                        Optional.empty(),
                        Optional.of(new Running("a:b c", Access.READ_ONLY)),
                        Optional.of(new Running("", Access.WRITE_ONLY)),
                        Optional.of(new Running("", Access.BOTH))),
                KernelSetting.KIND.read(asked, bytes(frame)));
    }

    @ParameterizedTest
    @CsvSource({
        "net.ipv4.ip_forward,net/ipv4/ip_forward,net.ipv4.ip_forward",
        "net/ipv4/ip_forward,net/ipv4/ip_forward,net.ipv4.ip_forward",
        "net.ipv4.conf.eth0/1.rp_filter,net/ipv4/conf/eth0.1/rp_filter,net.ipv4.conf.eth0/1.rp_filter",
        "net/ipv4/conf/eth0.1/rp_filter,net/ipv4/conf/eth0.1/rp_filter,net.ipv4.conf.eth0/1.rp_filter"
    })
    void settingsNames(String written, String path, String dotted) {
        SysctlKey key = SysctlKey.of(written).orElseThrow();
        assertEquals(path, key.path());
        assertEquals(dotted, key.dotted());
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd", "net/../x", "/net/ipv4/x", "net.ipv4.a b", "kernel"})
    void noSettingsNames(String written) {
        assertEquals(Optional.empty(), SysctlKey.of(written));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
