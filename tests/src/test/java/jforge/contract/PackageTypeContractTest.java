package jforge.contract;

import java.util.List;
import jforge.base.PackageType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class PackageTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian());
    }

    @Override
    protected Contract contract(Host host) {
        String purge = "dpkg --purge jf-broken jf-rival jf-tool jf-web jf-lib >/dev/null 2>&1";
        String[] files = {
            "* /usr/bin/jf-*", "* /usr/lib/jf-lib*", "* /var/lib/dpkg/info/jf-*", "content /var/lib/dpkg/status",
            "* /etc/jf-web.conf*", "* /usr/lib/systemd/system/jf-web.service", "* /var/lib/jf-web*", "* jf-web.service",
            "* /etc/systemd/system/*jf-web.service", "content /var/lib/apt/extended_states"
        };
        return Contract.of(new PackageType())
                .cleanup(purge + "; rm -f /var/lib/apt/extended_states; touch /var/lib/apt/lists")
                .points(4)
                .state("absent", ":")
                .state("old", "apt-get install -qq -y jf-web=1.0 >/dev/null; echo '# mine' >>/etc/jf-web.conf")
                .state("rival", "apt-get install -qq -y jf-rival >/dev/null")
                .wanted("newest", "package: jf-web\nversion: 2.0\n")
                .wanted("tool", "package: jf-tool\n")
                .wanted("absent", "package: jf-web\nabsent: true\n")
                .noise("* /var/lib/dpkg/*-old", "* /var/lib/dpkg/*lock*", "* /var/cache/*", "* /var/lib/apt/lists*")
                .noise(
                        "* /var/lib/dpkg/triggers/*",
                        "* /var/lib/apt/extended_states",
                        "* /var/lib/dpkg",
                        "* /var/lib/apt")
                .explains("presence", files)
                .explains("version", files)
                .explains("takes away", files);
    }
}
