package jforge.contract;

import java.util.List;
import jforge.base.LineType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class LineTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String path = "/srv/kit/it's a $x";
        String f = "cd /srv/kit; f='/srv/kit/it'\\''s a $x'; ";
        return Contract.of(new LineType())
                .cleanup("rm -rf /srv/kit; mkdir -p /srv/kit")
                .state("absent", ":")
                .state("without", f + "printf 'a\\nb' >\"$f\"; chmod 0640 \"$f\"; chown 1:2 \"$f\"")
                .state("others", f + "printf '#Port 1\\nx\\nPort 22\\n' >\"$f\"; printf h >\".${f##*/}.jforge-new\"")
                .state("linked", f + "printf 'Port 2222\\n' >there; ln -s there \"$f\"")
                .wanted("created", "line: \"it's \\\\1 & $HOME\"\nin: \"" + path + "\"\ncreate: true\n")
                .wanted("matching", "line: Port 2222\nin: \"" + path + "\"\nmatch: '^#?Port [0-9]+$'\ncreate: true\n")
                .wanted("absent", "line: b\nin: \"" + path + "\"\nmatch: '^(b|Port.*)$'\nabsent: true\n")
                .explains("line", "content " + path, "content /srv/kit/there", "* /srv/kit/.*.jforge-new")
                .explains("line", "there " + path, "mode " + path, "owner " + path);
    }
}
