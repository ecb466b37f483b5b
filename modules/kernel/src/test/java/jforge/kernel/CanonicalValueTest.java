package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel takes for the same, and what is known of settings by their names. */
class CanonicalValueTest {
    private static final SysctlKey ANY = new SysctlKey("net/ipv4/tcp_rmem");

    @ParameterizedTest
    @CsvSource({
        "4096, 4096",
        "' 4096\t131072  6291456 ', 4096 131072 6291456",
        "0x1f, 31",
        "0X1F, 31",
        "017, 15",
        "0, 0",
        "-1, -1",
        "-0x10 010, -16 8",
        "0xffffffffffffffff, 18446744073709551615",
        "+5, +5",
        "08, 08",
        "12x, 12x",
        "bbr, bbr",
        "1 cubic, 1 cubic",
        "1-5, 1-5"
    })
    void numbers(String written, String canonical) {
        assertEquals(canonical, CanonicalValue.of(ANY, written));
    }

    @ParameterizedTest
    @CsvSource({
        "'10-20,1-5', '1-5,10-20'",
        "'10-20,1-5,6', '1-6,10-20'",
        "'1, 3 ,2', '1-3'",
        "'7', '7'",
        "'5-5', '5'",
        "'1-9,2-3', '1-9'",
        "'5-1', '5-1'",
        "'1-x', '1-x'"
    })
    void ranges(String written, String canonical) {
        assertEquals(canonical, CanonicalValue.of(new SysctlKey("net/ipv4/ip_local_reserved_ports"), written));
    }

    @ParameterizedTest
    @CsvSource({"'4096\0', 4096", "'a\0b', a", "'\ta\r\n', a"})
    void ends(String written, String folded) {
        assertEquals(folded, CanonicalValue.fold(written));
    }

    @ParameterizedTest
    @CsvSource({
        "net/ipv4/conf/eth0.100/rp_filter, eth0.100",
        "net/ipv6/neigh/br-1/gc_stale_time, br-1",
        "net/ipv4/conf/all/rp_filter,",
        "net/ipv4/conf/default/rp_filter,",
        "net/ipv4/ip_forward,"
    })
    void interfaces(String path, String name) {
        assertEquals(Optional.ofNullable(name), new SysctlKey(path).ofInterface());
    }

    @ParameterizedTest
    @CsvSource({
        "net/netfilter/nf_conntrack_max, 1, nf_conntrack",
        "net/nf_conntrack_max, 1, nf_conntrack",
        "net/bridge/bridge-nf-call-iptables, 1, br_netfilter",
        "net/ipv4/tcp_congestion_control, bbr, tcp_bbr",
        "net/ipv4/tcp_congestion_control, reno,",
        "net/core/default_qdisc, fq, sch_fq",
        "net/core/default_qdisc, pfifo_fast,",
        "sunrpc/tcp_slot_table_entries, 64, sunrpc",
        "fs/nfs/nlm_tcpport, 1, lockd",
        "net/ipv4/ip_forward, 1,"
    })
    void modules(String path, String value, String module) {
        assertEquals(
                Optional.ofNullable(module),
                NeededModule.of(new SysctlKey(path), Aim.value(value)).map(NeededModule::name));
    }

    @ParameterizedTest
    @CsvSource({
        "net/ipv4/conf/eth0.1/rp_filter, net",
        "kernel/shmmax, ipc",
        "kernel/hostname, uts",
        "user/max_user_namespaces, user",
        "fs/mqueue/msg_max, ipc",
        "vm/swappiness,",
        "kernel/pid_max,",
        "fs/file-max,"
    })
    void namespaces(String path, String namespace) {
        assertEquals(Optional.ofNullable(namespace), KeyTable.NAMESPACES.get(path));
    }

    @ParameterizedTest
    @CsvSource({
        "net/ipv4/ip_forward, true",
        "net/ipv4/conf/eth0.1/arp_ignore, true",
        "net/ipv6/conf/all/disable_ipv6, true",
        "net/ipv6/conf/eth0/accept_ra_defrtr, true",
        "net/ipv4/tcp_timestamps, false",
        "net/core/somaxconn, false"
    })
    void cutting(String path, boolean cuts) {
        assertEquals(cuts, KeyTable.CUTTING.get(path).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "rp_filter, 1, 2, true",
        "rp_filter, 2, 1, false",
        "rp_filter, 1, 1, false",
        "accept_source_route, 1, 0, true",
        "accept_source_route, 0, 1, false",
        "forwarding, 0, 1, false"
    })
    void combined(String name, String own, String all, boolean loses) {
        SysctlKey key = new SysctlKey("net/ipv4/conf/eth0/" + name);
        assertEquals(loses, Combined.fault(key, own, all).isPresent());
    }
}
