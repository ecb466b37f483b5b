package jforge.contract;

import java.util.List;
import jforge.base.UserType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class UserTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        return host.name().equals("debian") ? debian() : busybox();
    }

    private static Contract debian() {
        String remove = "for u in kit other; do ! id $u >/dev/null 2>&1 || userdel -f $u; done; "
                + "for g in kit kita kitb other; do ! getent group $g >/dev/null || groupdel $g; done; ";
        return wanted(Contract.of(new UserType())
                .cleanup(remove + "rm -rf /home/kit /srv/kit /var/mail/kit; groupadd kita; groupadd kitb")
                .state("absent", ":")
                .state("plain", "useradd -m -s /bin/sh kit")
                .state("in a group", "useradd -m -s /bin/sh -G kitb kit"));
    }

    /** Without tools for it: the files themselves. */
    private static Contract busybox() {
        String add = "echo kit:x:2000:2000::/home/kit:/bin/sh >>/etc/passwd; echo kit:x:2000: >>/etc/group;"
                + " echo 'kit:!:19000:0:99999:7:::' >>/etc/shadow; mkdir -p /home/kit; chown 2000:2000 /home/kit";
        return wanted(Contract.of(new UserType())
                .cleanup("for f in passwd group shadow; do grep -vE '^(kit|kita|kitb|other):' /etc/$f >/tmp/kit-$f;"
                        + " cat /tmp/kit-$f >/etc/$f; rm /tmp/kit-$f; done; rm -rf /home/kit /srv/kit /etc/.*.jforge-new;"
                        + " printf 'kita:x:3001:root\nkitb:x:3002:\n' >>/etc/group")
                .state("absent", ":")
                .state("plain", add)
                .state("in a group", add + "; sed -i 's/^kitb:.*/&kit/; s/^kita:.*/&,kit,nobody/' /etc/group")
                .state("half", ": >/etc/.group.jforge-new; echo kit:x:2000: >>/etc/group"));
    }

    private static Contract wanted(Contract contract) {
        return contract.points(4)
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
                        "* /etc/.*.jforge-new",
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
