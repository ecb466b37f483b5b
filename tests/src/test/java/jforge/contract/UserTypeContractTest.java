package jforge.contract;

import java.util.List;
import jforge.base.UserType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class UserTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian());
    }

    @Override
    protected Contract contract(Host host) {
        String remove = "for u in kit other; do ! id $u >/dev/null 2>&1 || userdel -f $u; done; "
                + "for g in kit kita kitb other; do ! getent group $g >/dev/null || groupdel $g; done; ";
        return Contract.of(new UserType())
                .cleanup(remove + "rm -rf /home/kit /srv/kit /var/mail/kit; groupadd kita; groupadd kitb")
                .state("absent", ":")
                .state("plain", "useradd -m -s /bin/sh kit")
                .state("in a group", "useradd -m -s /bin/sh -G kitb kit")
                .wanted("plain", "user: kit\n")
                .wanted("in a group", "user: kit\ngroups: [kita]\ncomment: \"it's $HOME\"\n")
                .wanted("only there", "user: kit\ngroups: [kita]\nexclusive-groups: true\nshell: /bin/bash\n")
                .wanted("system", "user: kit\nsystem: true\nhome: /srv/kit\nuid: 777\n")
                .wanted("password", "user: kit\npassword-hash: \"$6$kitsalt$x${secrets.canary}\"\n")
                .wanted("absent", "user: kit\nabsent: true\n")
                .noise(
                        "* /etc/*-",
                        "* /etc/.pwd.lock",
                        "* /etc/subuid",
                        "* /etc/subgid",
                        "* /var/mail*",
                        "* /var/spool/mail*")
                .explains(
                        "presence",
                        "content /etc/passwd",
                        "content /etc/shadow",
                        "content /etc/group",
                        "content /etc/gshadow",
                        "* /home/kit",
                        "* /home/kit/*")
                .explains("password", "content /etc/shadow")
                .explains("groups", "content /etc/group", "content /etc/gshadow")
                .explains("comment", "content /etc/passwd")
                .explains("shell", "content /etc/passwd")
                .explains("home", "content /etc/passwd")
                .explains("uid", "content /etc/passwd", "owner /home/kit", "owner /home/kit/*");
    }
}
