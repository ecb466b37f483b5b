package jforge.contract;

import java.util.List;
import jforge.base.FileType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class FileTypeContractTest extends TypeContract {
    private static final String PATH = "/srv/kit/it's $HOME `id` \"x\"";

    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String f = "f='/srv/kit/it'\\''s $HOME `id` \"x\"'; ";
        String key = "file: \"" + PATH.replace("\"", "\\\"") + "\"\n";
        return Contract.of(new FileType())
                .cleanup("rm -rf /srv/kit; mkdir -p /srv/kit")
                .state("absent", ":")
                .state("other", f + "printf 'old\\n' >\"$f\"; chmod 0640 \"$f\"; chown 1:1 \"$f\"")
                .state("half", f + "printf 'a\\nb' >\"$f\"; printf h >\"${f%/*}/.${f##*/}.jforge-new\"")
                .state("link", f + "printf x >/srv/kit/there; ln -s there \"$f\"")
                .wanted("content", key + "content: \"a\\nb\"\n")
                .wanted(
                        "all",
                        key + "content: 'it''s %s \\n'\nmode: 4750\nowner: "
                                + (host.name().equals("debian") ? "daemon" : "1") + "\ngroup: 2\n")
                .wanted("secret", key + "content: \"key=${secrets.canary}\\n\"\nmode: 0600\n")
                .wanted("copy", key + "source: copied\nvalidate: grep -q end %s\n")
                .wanted("owner", key + "mode: 0604\nowner: 2\n")
                .wanted("absent", key + "absent: true\n")
                .beside("copied", "x".repeat(70_000) + "\nend\n")
                .refuses("link", "content", "symbolic link")
                .refuses("link", "all", "symbolic link")
                .refuses("link", "secret", "symbolic link")
                .refuses("link", "copy", "symbolic link")
                .refuses("link", "owner", "symbolic link")
                .explains("presence", "* " + PATH, "* /srv/kit/.*.jforge-new")
                .explains("content", "content " + PATH, "* /srv/kit/.*.jforge-new")
                .explains("mode", "mode " + PATH)
                .explains("owner", "owner " + PATH)
                .explains("group", "owner " + PATH);
    }
}
