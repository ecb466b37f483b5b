package jforge.contract;

import java.util.List;
import jforge.base.MountType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class MountTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String key = "mount: /srv/kit/m x\n";
        String tmpfs = key + "source: tmpfs\ntype: tmpfs\n";
        String m = "m='/srv/kit/m x'; ";
        String at = "/srv/kit/m x";
        return Contract.of(new MountType())
                .cleanup("while umount '/srv/kit/m x' 2>/dev/null; do :; done\nrm -rf /srv/kit\n"
                        + "mkdir -p /srv/kit/source; : >/srv/kit/source/file\n"
                        + "printf '# kept\\n/dev/none\\t/mnt/none  ext4 noauto\\n' >/etc/fstab; chmod 644 /etc/fstab")
                .state("absent", ":")
                .state(
                        "full and in fstab",
                        m + "mkdir \"$m\"; : >\"$m/hidden\"; printf x >/etc/.fstab.jforge-new\n"
                                + "printf 'tmpfs /srv/kit/m\\\\040x tmpfs size=3m 0 0\\n# later\\ntmpfs"
                                + " /srv/kit/m\\\\040x tmpfs ro 0 0\\n' >>/etc/fstab")
                .state("other options", m + "mkdir \"$m\"; mount -t tmpfs -o noexec,size=2m tmpfs \"$m\"")
                .state("a file", m + ": >\"$m\"")
                .wanted("tmpfs", tmpfs + "options: [size=1m, nosuid, mode=0750, nofail]\npass: 2\n")
                .wanted("bind", key + "source: /srv/kit/source\ntype: none\noptions: [bind, ro]\nmounted: true\n")
                .wanted("later", tmpfs + "options: [noauto]\nmounted: false\n")
                .wanted("gone", key + "absent: true\n")
                .refuses("a file", "tmpfs", "no directory")
                .refuses("a file", "bind", "no directory")
                .noise("* /etc/mtab")
                .points(4)
                .explains("presence", "mount /srv/kit/m\\040x", "* " + at, "* " + at + "/*")
                .explains("options", "mount /srv/kit/m\\040x", "mode " + at)
                .explains("source", "mount /srv/kit/m\\040x", "* " + at, "* " + at + "/*")
                .explains("fstab", "content /etc/fstab", "* /etc/.fstab.jforge-new");
    }
}
