package jforge.contract;

import java.util.List;
import jforge.base.DirectoryType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class DirectoryTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String path = "/srv/kit/it's a $x";
        String d = "d='/srv/kit/it'\\''s a $x'; ";
        String key = "directory: \"" + path + "\"\n";
        return Contract.of(new DirectoryType())
                .cleanup("rm -rf /srv/kit; mkdir -p /srv/kit")
                .state("absent", ":")
                .state("other", d + "mkdir \"$d\"; chown 1:1 \"$d\"; chmod 2700 \"$d\"")
                .state("full", d + "mkdir \"$d\"; : >\"$d/file\"")
                .state("file", d + ": >\"$d\"")
                .state(
                        "tree",
                        d + "mkdir -p \"$d/a b\"; : >\"$d/-x\"; : >\"$d/a b/run\"; chmod 0711 \"$d/a b/run\";"
                                + " ln -s /etc/passwd \"$d/a b/link\"; chown -h 1:1 \"$d/a b\" \"$d/-x\"")
                .wanted("plain", key)
                .wanted("all below", key + "owner: 2\nrecursive: true\nfile-mode: 0640\ndirectory-mode: 0750\n")
                .wanted("all gone", key + "absent: true\nrecursive: true\n")
                .wanted("owned", key + "mode: 1750\nowner: 2\ngroup: 3\n")
                .wanted("absent", key + "absent: true\n")
                .refuses("file", "plain", "no directory")
                .refuses("file", "owned", "no directory")
                .refuses("file", "absent", "no directory")
                .refuses("file", "all below", "no directory")
                .refuses("file", "all gone", "no directory")
                .refuses("full", "absent", "not empty, it has 1 entry (file)")
                .refuses("tree", "absent", "not empty, it has 2 entries (-x, a b)")
                .explains("presence", "* " + path)
                .explains("below", "owner " + path + "/*", "mode " + path + "/*")
                .explains("contents", "* " + path + "/*")
                .explains("mode", "mode " + path)
                .explains("owner", "owner " + path)
                .explains("group", "owner " + path);
    }
}
