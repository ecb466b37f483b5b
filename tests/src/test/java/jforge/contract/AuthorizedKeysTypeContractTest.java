package jforge.contract;

import java.util.List;
import jforge.base.AuthorizedKeysType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class AuthorizedKeysTypeContractTest extends TypeContract {
    private static final String ANA =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf";
    private static final String BOB =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKRzfBB7BaC356tvyvwNTOSnVTdCTtgVKRtcqsB/kSXA";
    private static final String EVE = "ecdsa-sha2-nistp256"
            + " AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBNt0z78jypp/KUTffU5AiZqYMFiL7xp7CMLEBkUu6hyv+P4EP7RzShRFLBQflgEWZtexdP2y2My4QpN0o8WsVKQ=";

    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String user = host.name().equals("debian")
                ? "useradd -m kit"
                : "echo kit:x:1234:1234::/home/kit:/bin/sh >>/etc/passwd; echo kit:x:1234: >>/etc/group;"
                        + " mkdir -p /home/kit; chown 1234:1234 /home/kit";
        String remove = host.name().equals("debian") ? "userdel -f kit" : "sed -i /^kit:/d /etc/passwd /etc/group";
        String f = "d=/home/kit/.ssh; f=$d/authorized_keys; mkdir -m 0700 $d; chown kit $d; ";
        String own = "; chown kit $f; chmod 600 $f";
        String keys = "authorized-keys: kit\nkeys:\n  - " + ANA + " ana@here\n"
                + "  - from=\"10.0.0.0/8,::1\",command=\"echo \\\"hi there\\\"\" " + BOB + "\n";
        String file = "/home/kit/.ssh/authorized_keys";
        return Contract.of(new AuthorizedKeysType())
                .cleanup("! id kit >/dev/null 2>&1 || " + remove + "; rm -rf /home/kit; " + user
                        + "; rm -rf /home/kit/.ssh")
                .state("none", ":")
                .state(
                        "others",
                        f + "printf '# mine\n\n" + ANA + " other comment\nno-pty " + BOB + " b\n" + BOB + "\nno-pty "
                                + EVE + " eve' >$f" + own)
                .state(
                        "of root",
                        "mkdir /home/kit/.ssh; f=/home/kit/.ssh/authorized_keys; echo '" + EVE + "' >$f; chmod 644 $f")
                .state("a file of root", f + "printf '" + EVE + " e\n" + ANA + "' >$f; chmod 600 $f")
                .state("linked", f + "echo '" + EVE + "' >/home/kit/elsewhere; ln -s ../elsewhere $f")
                .state("linked folder", "mkdir /home/kit/real; ln -s real /home/kit/.ssh")
                .state("half", f + "echo '" + ANA + "' >$d/.authorized_keys.jforge-new")
                .wanted("keys", keys)
                .wanted("only these", keys + "exclusive: true\n")
                .wanted("gone", "authorized-keys: kit\nsource: old.pub\nabsent: true\n")
                .beside("old.pub", "# left in spring\n\n" + EVE + " eve\n")
                .refuses("linked", "keys", "symbolic link")
                .refuses("linked", "only these", "symbolic link")
                .refuses("linked", "gone", "symbolic link")
                .refuses("linked folder", "keys", "symbolic link")
                .refuses("linked folder", "only these", "symbolic link")
                .refuses("linked folder", "gone", "symbolic link")
                .refuses("of root", "gone", "belongs to somebody else")
                .noise("* /etc/*-", "content /var/log/*")
                .explains("presence", "there " + file, "mode " + file, "owner " + file)
                .explains("keys", "content " + file, "owner " + file, "* /home/kit/.ssh/.authorized_keys.jforge-new")
                .explains("directory", "there /home/kit/.ssh", "mode /home/kit/.ssh", "owner /home/kit/.ssh")
                .explains("mode", "mode " + file)
                .explains("owner", "owner " + file);
    }
}
