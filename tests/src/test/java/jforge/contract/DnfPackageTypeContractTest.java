package jforge.contract;

import java.util.List;
import jforge.base.PackageType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

/** Packages on a host whose manager is dnf. */
class DnfPackageTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.dnf());
    }

    @Override
    protected Contract contract(Host host) {
        String[] files = {"* /usr/lib/jf-*", "* /var/lib/rpm*", "* /var/lib/dnf*", "* /etc/dnf/plugins/versionlock.list"
        };
        return Contract.of(new PackageType())
                .cleanup("rpm -e --nodeps $(rpm -qa 'jf-*') >/dev/null 2>&1 || :; : >/etc/dnf/plugins/versionlock.list")
                .state("absent", ":")
                .state(
                        "held",
                        "rpm -i --nodeps --quiet /srv/rpms/jf-web-1.0-1.noarch.rpm 2>/dev/null;"
                                + " echo 'jf-web-0:1.0-1.*' >/etc/dnf/plugins/versionlock.list")
                .wanted("newest", "package: jf-web\nversion: 2.0-1\nhold: true\n")
                .wanted("absent", "package: jf-web\nabsent: true\n")
                .points(2)
                .refuses("held", "absent", "held on the host by hand")
                .noise("* /var/cache/*", "* /var/log/*", "* /var/lib/dnf*", "* /var/lib/rpm*", "* /root/.cache*")
                // each lock has the time of its making beside it
                .noise("content /etc/dnf/plugins/versionlock.list")
                .explains("presence", files)
                .explains("version", files)
                .explains("held", files);
    }
}
