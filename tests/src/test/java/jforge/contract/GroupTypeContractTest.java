package jforge.contract;

import java.util.List;
import jforge.base.GroupType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class GroupTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        boolean debian = host.name().equals("debian");
        return Contract.of(new GroupType())
                .cleanup(
                        debian
                                ? "! id kit >/dev/null 2>&1 || userdel -f kit; for g in kit kitb; do ! grep -q ^$g: /etc/group || groupdel $g; done"
                                : "grep -vE '^kitb?:' /etc/group >/tmp/kit; cat /tmp/kit >/etc/group; rm -f /tmp/kit /etc/.*.jforge-new")
                .state("absent", ":")
                .state("plain", debian ? "groupadd kit" : "echo kit:x:2000: >>/etc/group")
                .state(
                        "numbered",
                        debian
                                ? "groupadd -g 4321 kit; groupadd kitb"
                                : "printf 'kit:x:4321:nobody\nkitb:x:4322:\n' >>/etc/group")
                .wanted("plain", "group: kit\n")
                .wanted("system", "group: kit\nsystem: true\n")
                .wanted("numbered", "group: kit\ngid: 4321\n")
                .wanted("absent", "group: kit\nabsent: true\n")
                .noise("* /etc/*-", "* /etc/.pwd.lock")
                .explains("presence", "content /etc/group", "content /etc/gshadow", "* /etc/.*.jforge-new")
                .explains("gid", "content /etc/group", "content /etc/passwd");
    }
}
