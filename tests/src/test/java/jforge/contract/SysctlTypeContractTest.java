package jforge.contract;

import java.util.List;
import jforge.kernel.SysctlType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class SysctlTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian());
    }

    @Override
    protected Contract contract(Host host) {
        String key = "/proc/sys/net/ipv4/tcp_fin_timeout";
        return Contract.of(new SysctlType())
                .cleanup(
                        "rm -f /etc/sysctl.d/90-jforge.conf /etc/sysctl.d/.90-*; echo 60 >" + key
                                + "; echo 32768 60999 >/proc/sys/net/ipv4/ip_local_port_range; echo 0 >/proc/sys/net/ipv4/conf/all/log_martians")
                .state("default", ":")
                .state("now", "echo 31 >" + key)
                .state(
                        "later",
                        "printf '# mine\\nnet.ipv4.tcp_fin_timeout=31\\nnet.ipv4.tcp_syncookies = 1\\n'"
                                + " >/etc/sysctl.d/90-jforge.conf; chmod 600 /etc/sysctl.d/90-jforge.conf")
                .state(
                        "both",
                        "echo 31 >" + key + "; echo 'net.ipv4.tcp_fin_timeout = 31' >/etc/sysctl.d/90-jforge.conf;"
                                + " : >/etc/sysctl.d/.90-jforge.conf.jforge-new")
                .wanted("one", "sysctl: net.ipv4.tcp_fin_timeout\nvalue: 31\n")
                .wanted("range", "sysctl: net/ipv4/ip_local_port_range\nvalue: 20000   60000\n")
                .wanted("all", "sysctl: net.ipv4.conf.all.log_martians\nvalue: 1\n")
                .explains("runtime", "sysctl net/ipv4/tcp_fin_timeout", "sysctl net/ipv4/ip_local_port_range")
                .explains("runtime", "sysctl net/ipv4/conf/*/log_martians")
                .explains("boot", "content /etc/sysctl.d/90-jforge.conf", "there /etc/sysctl.d/90-jforge.conf")
                .explains("boot", "mode /etc/sysctl.d/90-jforge.conf", "owner /etc/sysctl.d/90-jforge.conf")
                .explains("boot", "* /etc/sysctl.d/.90-jforge.conf.jforge-new");
    }
}
