package jforge.contract;

import java.util.List;
import jforge.base.DownloadType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class DownloadTypeContractTest extends TypeContract {
    private static final String ONE = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
    private static final String TWO = "928d50d1e24dab7cca62cfe84fcdcf9fc695160a278f91b5c0af22b709d82f8a"
            + "a3b4955b3de9ba6d0a0eb7d932dc64c4d5c63fc2de87441ad2e5b929f9b67c5e";

    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        boolean debian = host.name().equals("debian");
        String path = "/srv/kit/it's a $x";
        String f = "f='/srv/kit/it'\\''s a $x'; ";
        String at = "download: \"" + path + "\"\nurl: http://127.0.0.1:8111/";
        String fresh = "* /srv/kit/.*.jforge-new";
        String hide = "for p in $h; do [ ! -e $p ] || mv $p $p.off; done";
        Contract contract = Contract.of(new DownloadType())
                .cleanup("for p in /usr/bin/curl /usr/bin/wget; do [ ! -e $p.off ] || mv $p.off $p; done\n"
                        + "rm -rf /srv/kit; mkdir -p /srv/kit /srv/kit-www; printf one >/srv/kit-www/one;"
                        + " printf two >/srv/kit-www/two\n"
                        + "[ -e /run/kit-httpd ] || { busybox httpd -p 127.0.0.1:8111 -h /srv/kit-www 8>&- 9>&-;"
                        + " : >/run/kit-httpd; }")
                .state("absent", ":")
                .state("other", f + "printf old >\"$f\"; chmod 600 \"$f\"; chown 1:1 \"$f\"")
                .state("same", f + "printf one >\"$f\"; printf x >'/srv/kit/.it'\\''s a $x.jforge-new'")
                .state("linked", f + "ln -s elsewhere \"$f\"")
                .wanted("plain", at + "one\nchecksum: sha256:" + ONE + "\n")
                .wanted(
                        "owned",
                        at + "two\nchecksum: sha512:" + TWO + "\nmode: 0751\nowner: 2\ngroup: 3\nmax-size: 1\n")
                .refuses("linked", "plain", "symbolic link")
                .refuses("linked", "owned", "symbolic link")
                .noise("content /usr/bin/curl.off")
                .explains("presence", "* " + path, fresh)
                .explains("content", "content " + path, fresh)
                .explains("mode", "mode " + path)
                .explains("owner", "owner " + path)
                .explains("group", "owner " + path);
        if (debian) {
            contract.state("by wget", "h=/usr/bin/curl; " + hide)
                    .wanted("with headers", at + "one\nchecksum: sha256:" + ONE + "\nheaders: 'X-Kit: \"a\\b\"'\n")
                    .refuses("linked", "with headers", "symbolic link")
                    .refuses("by wget", "with headers", "headers need curl");
        }
        return contract;
    }
}
