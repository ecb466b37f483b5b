package jforge.contract;

import java.util.List;
import jforge.base.CommandType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class CommandTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String made = "/srv/kit/it's made";
        String quoted = "'/srv/kit/it'\\''s made'";
        // what each of them writes anew, for the effect to be seen by
        String trace = "echo ran >/srv/kit/trace";
        return Contract.of(new CommandType())
                .cleanup("rm -rf /srv/kit /var/lib/jforge/ran-*; mkdir -p /srv/kit")
                .state("absent", "echo 0 >/srv/kit/trace; ln -s nowhere /srv/kit/old")
                .state("made", "echo 0 >/srv/kit/trace; echo 1 >" + quoted + "; echo 1 >/srv/kit/word")
                .wanted(
                        "creates",
                        "command: make\nrun: |\n  " + trace + "\n  rm -f \"$MADE\"\n  cat >\"$MADE\"\ncreates: \""
                                + made + "\"\nenvironment: { MADE: \"" + made
                                + "\" }\nstdin: \"x ${secrets.canary}\"\n")
                .wanted(
                        "removes",
                        "command: rm -f /srv/kit/old && " + trace + "\nremoves: /srv/kit/old\ndanger: none\n")
                .wanted(
                        "probed",
                        "command: fill\nrun: |\n  " + trace + "\n  printf %s \"$WORD\" >word\ndirectory: /srv/kit\n"
                                + "probe: '[ -s /srv/kit/word ]'\nenvironment: { WORD: \"${secrets.canary}\\n\" }\n")
                .wanted("once", "command: " + trace + "\nrun-once: true\n")
                .explains("creates", "there " + made, "content " + made, "mode " + made, "owner " + made)
                .explains("removes", "* /srv/kit/old")
                .explains("probe", "* /srv/kit/word")
                .explains("run", "content /srv/kit/trace")
                .explains("removes", "content /srv/kit/trace")
                .explains("run-once", "content /srv/kit/trace")
                .effectChanges("content /srv/kit/trace");
    }
}
