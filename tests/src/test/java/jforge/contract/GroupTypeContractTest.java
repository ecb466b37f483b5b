package jforge.contract;

import java.util.List;
import jforge.base.GroupType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class GroupTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian());
    }

    @Override
    protected Contract contract(Host host) {
        return Contract.of(new GroupType())
                .cleanup("for g in kit kitb; do ! grep -q ^$g: /etc/group || groupdel $g; done")
                .state("absent", ":")
                .state("plain", "groupadd kit")
                .state("numbered", "groupadd -g 4321 kit; groupadd kitb")
                .wanted("plain", "group: kit\n")
                .wanted("system", "group: kit\nsystem: true\n")
                .wanted("numbered", "group: kit\ngid: 4321\n")
                .wanted("absent", "group: kit\nabsent: true\n")
                .noise("* /etc/*-", "* /etc/.pwd.lock")
                .explains("presence", "content /etc/group", "content /etc/gshadow")
                .explains("gid", "content /etc/group", "content /etc/passwd");
    }
}
