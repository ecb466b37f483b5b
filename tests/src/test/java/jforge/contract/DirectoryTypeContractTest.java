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
                .wanted("plain", key)
                .wanted("owned", key + "mode: 1750\nowner: 2\ngroup: 3\n")
                .wanted("absent", key + "absent: true\n")
                .refuses("file", "plain", "no directory")
                .refuses("file", "owned", "no directory")
                .refuses("file", "absent", "no directory")
                .refuses("full", "absent", "not empty, it has 1 entry (file)")
                .explains("presence", "* " + path)
                .explains("mode", "mode " + path)
                .explains("owner", "owner " + path)
                .explains("group", "owner " + path);
    }
}
