package jforge.contract;

import java.util.List;
import jforge.base.LinkType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class LinkTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String path = "/srv/kit/it's a $x";
        String f = "cd /srv/kit; f='/srv/kit/it'\\''s a $x'; ";
        String key = "link: \"" + path + "\"\n";
        return Contract.of(new LinkType())
                .cleanup("rm -rf /srv/kit; mkdir -p /srv/kit/one")
                .state("absent", ":")
                .state("to a directory", f + "ln -s one \"$f\"")
                .state("to nothing", f + "ln -s 'no where' \"$f\"; ln -s x \".${f##*/}.jforge-new\"")
                .state("file", f + ": >\"$f\"")
                .wanted("there", key + "to: -x 'y\n")
                .wanted("directory", key + "to: /srv/kit/one\n")
                .wanted("absent", key + "absent: true\n")
                .refuses("file", "there", "no symbolic link")
                .refuses("file", "directory", "no symbolic link")
                .refuses("file", "absent", "no symbolic link")
                .explains("presence", "* " + path)
                .explains("to", "content " + path, "* /srv/kit/.*.jforge-new");
    }
}
