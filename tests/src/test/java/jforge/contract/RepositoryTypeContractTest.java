package jforge.contract;

import java.util.List;
import jforge.base.RepositoryType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class RepositoryTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian());
    }

    @Override
    protected Contract contract(Host host) {
        String file = "/etc/apt/sources.list.d/jf-more.sources";
        String[] files = {
            "* " + file, "* /etc/apt/keyrings*", "content /var/lib/apt/lists*", "there /var/lib/apt/lists*"
        };
        return Contract.of(new RepositoryType())
                .cleanup("rm -rf " + file + " /etc/apt/keyrings/* /srv/more; cp -r /srv/jforge-repo /srv/more")
                .state("absent", ":")
                .state(
                        "another",
                        "printf 'Types: deb\\nURIs: file:/srv/elsewhere\\nSuites: ./\\n' >" + file
                                + "; mkdir -p /etc/apt/keyrings; echo old >/etc/apt/keyrings/jf-more.gpg")
                .wanted("flat", "repository: jf-more\nuris: file:/srv/more\nsuites: ./\ntrusted: true\n")
                .wanted("absent", "repository: jf-more\nabsent: true\n")
                .noise("* /var/lib/apt/lists*", "* /var/cache/*", "* /etc/apt/sources.list.d", "* /etc/apt/keyrings")
                .points(4)
                .explains("presence", files)
                .explains("source", files)
                .explains("key", files);
    }
}
