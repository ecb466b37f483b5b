package jforge.contract;

import java.util.List;
import jforge.base.DirectoryType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

/** A directory with all that is below it. */
class DirectoryTreeContractTest extends TypeContract {
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
                .state(
                        "tree",
                        d + "mkdir -p \"$d/a b\"; : >\"$d/-x\"; : >\"$d/a b/run\"; chmod 0711 \"$d/a b/run\";"
                                + " ln -s /etc/passwd \"$d/a b/link\"; chown -h 1:1 \"$d/a b\" \"$d/-x\"")
                .wanted("all below", key + "owner: 2\nrecursive: true\nfile-mode: 0640\ndirectory-mode: 0750\n")
                .wanted("all gone", key + "absent: true\nrecursive: true\n")
                .explains("presence", "* " + path)
                .explains("owner", "owner " + path)
                .explains("below", "owner " + path + "/*", "mode " + path + "/*")
                .explains("contents", "* " + path + "/*");
    }
}
