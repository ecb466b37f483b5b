package jforge.contract;

import java.util.List;
import jforge.base.CronType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class CronTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String f = "f=/etc/cron.d/kit-job; ";
        String job = "cron: kit-job\nschedule: '*/5 0-6 * jan,JUN mon-fri'\n";
        String file = "/etc/cron.d/kit-job";
        String fresh = "* /etc/cron.d/.kit-job.jforge-new";
        return Contract.of(new CronType())
                .cleanup("mkdir -p /etc/cron.d; rm -f /etc/cron.d/*kit-job* /etc/cron.d/.*kit-job*")
                .state("absent", ":")
                .state("edited", f + "printf '0 0 * * * root true\\n' >$f; chmod 0664 $f; chown 1:1 $f")
                .state("half", f + "printf '*/5' >/etc/cron.d/.kit-job.jforge-new")
                .wanted("job", job + "command: it's \"$HOME\" `date +%F` \\ >/dev/null\n")
                .wanted("user", job + "user: daemon\ncommand: 'true'\n")
                .wanted("absent", "cron: kit-job\nabsent: true\n")
                .explains("presence", "* " + file, fresh)
                .explains("content", "content " + file, fresh)
                .explains("mode", "mode " + file)
                .explains("owner", "owner " + file)
                .explains("group", "owner " + file);
    }
}
