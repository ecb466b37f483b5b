package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts printed, and how it is understood. */
class SysctlAnswersTest {
    @Test
    void settings() throws UnreadableException {
        KernelSetting rmem = new KernelSetting(new SysctlKey("net/ipv4/tcp_rmem"));
        KernelSetting none = new KernelSetting(new SysctlKey("net/none"));
        assertEquals(
                List.of(Optional.of("4096 131072 33554432"), Optional.empty()),
                KernelSetting.KIND.read(
                        List.of(rmem, none), bytes("net/ipv4/tcp_rmem\nnet/ipv4/tcp_rmem:4096\t131072\t33554432\n")));
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
