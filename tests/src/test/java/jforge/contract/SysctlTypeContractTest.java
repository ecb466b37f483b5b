package jforge.contract;

import java.util.List;
import jforge.kernel.SysctlType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class SysctlTypeContractTest extends TypeContract {
    private static final String IPV4 = "/proc/sys/net/ipv4/";
    private static final String KEY = IPV4 + "tcp_fin_timeout";

    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        Contract contract = Contract.of(new SysctlType())
                .cleanup("rm -f /etc/sysctl.d/90-jforge.conf /etc/sysctl.d/.9* /etc/sysctl.d/95-late.conf; echo 60 >"
                        + KEY
                        + "; echo 500 >" + IPV4 + "tcp_invalid_ratelimit; echo '' >" + IPV4
                        + "ip_local_reserved_ports; mkdir -p /etc/sysctl.d")
                .state("default", ":")
                .state(
                        "both",
                        "echo 31 >" + KEY + "; echo 504 >" + IPV4 + "tcp_invalid_ratelimit; printf '%s\\n'"
                                + " 'net.ipv4.tcp_fin_timeout = 31' '# net.ipv4.tcp_invalid_ratelimit: the kernel stores"
                                + " 504 for 503' 'net.ipv4.tcp_invalid_ratelimit = 503' >/etc/sysctl.d/90-jforge.conf;"
                                + " : >/etc/sysctl.d/.90-jforge.conf.jforge-new")
                .wanted("one", "sysctl: net/ipv4/tcp_fin_timeout\nvalue: 0x1f\n")
                .wanted("absent", "sysctl: net.ipv4.tcp_fin_timeout\nabsent: true\ndefault: 60\n")
                .wanted("rounding", "sysctl: net.ipv4.tcp_invalid_ratelimit\nvalue: 503\n")
                .explains("runtime", "sysctl net/ipv4/tcp_fin_timeout")
                .explains("runtime", "sysctl net/ipv4/ip_local_reserved_ports", "sysctl net/ipv4/tcp_invalid_ratelimit")
                .explains("boot", "content /etc/sysctl.d/90-jforge.conf", "there /etc/sysctl.d/90-jforge.conf")
                .explains("boot", "mode /etc/sysctl.d/90-jforge.conf", "owner /etc/sysctl.d/90-jforge.conf")
                .explains("boot", "* /etc/sysctl.d/.90-jforge.conf.jforge-new");
        return host.name().equals("busybox") ? contract : overridden(contract);
    }

    /** Where something reads more than one file. */
    private static Contract overridden(Contract contract) {
        return contract.state(
                        "overridden",
                        "printf '# theirs\\n-net/ipv4/tcp_fin_timeout=45\\n\\nnet.ipv4.tcp_sack = 1\\n'"
                                + " >/etc/sysctl.d/95-late.conf; chmod 640 /etc/sysctl.d/95-late.conf")
                .state(
                        "later",
                        "printf '# mine\\nnet.ipv4.tcp_fin_timeout=31\\nnet.ipv4.tcp_syncookies = 1\\n'"
                                + " >/etc/sysctl.d/90-jforge.conf; chmod 600 /etc/sysctl.d/90-jforge.conf")
                .wanted("ports", "sysctl: net.ipv4.ip_local_reserved_ports\nvalue: 10-20,1-5,6\n")
                .wanted("adopting", "sysctl: net.ipv4.tcp_fin_timeout\nvalue: 31\nadopt: true\n")
                .refuses("overridden", "one", "/etc/sysctl.d/95-late.conf:2 sets it to 45 after")
                .explains("/etc/sysctl.d/95-late.conf:2", "content /etc/sysctl.d/95-late.conf");
    }
}
