package jforge.contract;

import java.util.List;
import jforge.base.ServiceType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class ServiceTypeContractTest extends TypeContract {
    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian());
    }

    @Override
    protected Contract contract(Host host) {
        String unit = "/etc/systemd/system/kit-toy.service";
        String write =
                "printf '[Service]\\nExecStart=/bin/sleep infinity\\nExecReload=/bin/sh -c \"echo x >>/srv/kit-reloads\"\\n"
                        + "[Install]\\nWantedBy=multi-user.target\\n' >" + unit + "; systemctl daemon-reload; ";
        return Contract.of(new ServiceType())
                .cleanup(
                        "systemctl stop kit-toy 2>/dev/null || :; systemctl disable -q kit-toy 2>/dev/null || :; rm -f "
                                + unit
                                + " /srv/kit-reloads; systemctl daemon-reload; systemctl reset-failed kit-toy 2>/dev/null || :")
                .points(4)
                .state("absent", ":")
                .state("stopped", write)
                .state("running", write + "systemctl start kit-toy")
                .state("enabled", write + "systemctl enable -q --now kit-toy")
                .state("changed", write + "systemctl enable -q --now kit-toy; echo '# x' >>" + unit)
                .state("masked", "systemctl mask -q kit-toy")
                .wanted("runs", "service: kit-toy\n")
                .wanted("always", "service: kit-toy\nenabled: true\non-change: reload\n")
                .wanted("never", "service: kit-toy\nenabled: false\nrunning: false\n")
                .refuses("absent", "runs", "has no kit-toy.service")
                .refuses("absent", "always", "has no kit-toy.service")
                .refuses("masked", "runs", "masked")
                .refuses("masked", "always", "masked")
                .explains("running", "service kit-toy.service", "process kit-toy.service")
                .explains("enabled", "* /etc/systemd/system/multi-user.target.wants/kit-toy.service")
                .effectChanges("process kit-toy.service", "* /srv/kit-reloads");
    }
}
