package jforge.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jforge.base.DirectoryType;
import jforge.base.FileType;
import jforge.base.GroupType;
import jforge.base.LineType;
import jforge.base.LinkType;
import jforge.base.PackageType;
import jforge.base.ServiceType;
import jforge.base.UserType;
import jforge.kit.Contract;
import jforge.kit.Fault;
import jforge.kit.Trial;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.resource.ResourceType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Types with one thing broken: the kit has to find it and to say so. */
class PlantedFaultsTest {
    /** @param caught the promise, and a part of what is said of it */
    record Planted(String name, Contract contract, String promise, String caught) {}

    private static List<Planted> planted() {
        return List.of(
                new Planted(
                        "a step that doesn't do what it shows",
                        file(Broken.changes(new FileType(), c -> c.replace("chmod", ": chmod"))),
                        "steps",
                        "leaves mode"),
                new Planted(
                        "a side effect not named",
                        file(Broken.changes(new FileType(), c -> ": >/srv/kit/beside\n" + c)),
                        "steps",
                        "there /srv/kit/beside"),
                new Planted(
                        "an unquoted path",
                        directory(Broken.commands(
                                new DirectoryType(),
                                c -> new Command(c.test(), c.change().replace("-m 0755 \"$f\"", "-m 0755 $f")))),
                        "steps",
                        "there /srv/kit/it's"),
                new Planted(
                        "an attribute that is lost on the way",
                        line(Broken.changes(
                                new LineType(), c -> c.replace("cp --attributes-only --preserve=mode", ":"))),
                        "steps",
                        "mode /srv/kit/f: 640"),
                new Planted(
                        "a test that always passes",
                        group(Broken.tests(new GroupType(), t -> "true")),
                        "steps",
                        "already"),
                new Planted(
                        "a test that never passes",
                        user(Broken.tests(new UserType(), t -> "false")),
                        "repeat",
                        "doesn't pass after its change"),
                new Planted(
                        "a question that prints a process id",
                        file(Broken.asks(new FileType(), new Asks("sh -c 'echo $$'"))),
                        "looking",
                        "asks.0 answers otherwise"),
                new Planted(
                        "a question that prints the time",
                        file(Broken.asks(new FileType(), new Asks("cat /proc/uptime"))),
                        "looking",
                        "asks.0 answers otherwise"),
                new Planted(
                        "a question that lists what wanders",
                        file(Broken.asks(new FileType(), new Asks("ls -f /run/jforge-kit-busy 2>&1 || :"))),
                        "looking",
                        "asks.0 answers otherwise"),
                new Planted(
                        "a question that writes",
                        link(Broken.asks(new LinkType(), new Asks("echo x >/srv/kit/looked"))),
                        "looking",
                        "a question writes"),
                new Planted(
                        "a change that can't be begun again after a kill",
                        file(Broken.changes(
                                new FileType(),
                                c -> "mkdir /srv/kit/busy || return 1\n( set -e\n" + c
                                        + "\n) && r=0 || r=1\nrmdir /srv/kit/busy\nreturn $r")),
                        "kill",
                        "the next plan isn't empty"),
                new Planted(
                        "a temporary file of another name each time",
                        link(Broken.changes(
                                new LinkType(),
                                c -> "t=$(mktemp /srv/kit/.XXXXXX)\n( " + c + "\n) || return 1\nrm -f \"$t\"")),
                        "kill",
                        "there /srv/kit/."),
                new Planted(
                        "a read that ignores an attribute",
                        group(Broken.sees(new GroupType(), s -> new GroupType.State(Optional.of("2001")))),
                        "unknown",
                        "say changed"),
                new Planted(
                        "a failure that is swallowed, so that what requires it goes on",
                        group(Broken.changes(new GroupType(), c -> "( " + c + "\n) || :")),
                        "fail",
                        "what requires it says changed"),
                new Planted(
                        "steps from an unknown state that break what is as wanted",
                        file(Broken.unknown(
                                new FileType(),
                                c -> new Command("false", ": >/srv/kit/f\n" + c.change(), c.payloads()))),
                        "unknown",
                        "disturb a host as wanted"),
                new Planted(
                        "steps from an unknown state that rely on what was seen",
                        directory(Broken.unknown(new DirectoryType(), c -> new Command(c.test(), "chmod 0755 \"$f\""))),
                        "unknown",
                        "leave presence"),
                new Planted(
                        "a restart marker that is lost",
                        service(Broken.changes(new ServiceType(), c -> "rm -rf \"$STATE/owed/\"*\n" + c)),
                        "effect",
                        "restart is forgotten"),
                new Planted(
                        "a restart that is taken for done",
                        service(Broken.effects(
                                new ServiceType(), c -> new Command("systemctl is-active -q kit-toy", c.change()))),
                        "effect",
                        "says already and didn't happen"),
                new Planted(
                        "a secret in an argument",
                        secret(Broken.commands(new FileType(), c -> revealed(c))),
                        "secret",
                        "a change holds the secret"),
                new Planted(
                        "a package that is never there",
                        packaged(Broken.tests(new PackageType(), t -> "false")),
                        "repeat",
                        "doesn't pass after its change"));
    }

    private static Command revealed(Command command) {
        for (Payload payload : command.payloads()) {
            if (payload instanceof Payload.Inline inline) {
                String printed = "printf %s " + Sh.quote(inline.text().revealed());
                return new Command(command.test(), command.change().replace("payload content", printed));
            }
        }
        return command;
    }

    private static Contract paths(ResourceType<?, ?> type) {
        return Contract.of(type).cleanup("rm -rf /srv/kit; mkdir -p /srv/kit");
    }

    private static Contract file(ResourceType<?, ?> type) {
        return paths(type)
                .state("other", "echo old >/srv/kit/f; chmod 0600 /srv/kit/f")
                .wanted("all", "file: /srv/kit/f\ncontent: x\nmode: 0644\n")
                .explains("content", "content /srv/kit/f")
                .explains("mode", "mode /srv/kit/f");
    }

    private static Contract secret(ResourceType<?, ?> type) {
        return paths(type)
                .state("absent", ":")
                .wanted("secret", "file: /srv/kit/f\ncontent: \"${secrets.canary}\"\n")
                .explains("presence", "* /srv/kit/f");
    }

    private static Contract directory(ResourceType<?, ?> type) {
        return paths(type)
                .state("absent", ":")
                .wanted("there", "directory: \"/srv/kit/it's a\"\n")
                .explains("presence", "* /srv/kit/it's a");
    }

    private static Contract link(ResourceType<?, ?> type) {
        return paths(type)
                .state("other", "ln -s old /srv/kit/f")
                .wanted("there", "link: /srv/kit/f\nto: new\n")
                .explains("to", "content /srv/kit/f");
    }

    private static Contract line(ResourceType<?, ?> type) {
        return paths(type)
                .state("without", "echo a >/srv/kit/f; chmod 0640 /srv/kit/f")
                .wanted("there", "line: b\nin: /srv/kit/f\n")
                .explains("line", "content /srv/kit/f");
    }

    private static Contract group(ResourceType<?, ?> type) {
        return Contract.of(type)
                .cleanup("! id kit >/dev/null 2>&1 || userdel -f kit; ! grep -q ^kit: /etc/group || groupdel kit")
                .state("absent", ":")
                .wanted("there", "group: kit\n")
                .noise("* /etc/*-", "* /etc/.pwd.lock")
                .explains("presence", "content /etc/group", "content /etc/gshadow");
    }

    private static Contract user(ResourceType<?, ?> type) {
        return Contract.of(type)
                .cleanup("! id kit >/dev/null 2>&1 || userdel -f kit; rm -rf /home/kit /var/mail/kit")
                .state("absent", ":")
                .wanted("there", "user: kit\ncreate-home: false\n")
                .noise("* /etc/*-", "* /etc/.pwd.lock", "* /etc/sub?id", "* /etc/subuid", "* /etc/subgid")
                .explains("presence", "content /etc/*");
    }

    private static Contract service(ResourceType<?, ?> type) {
        String unit = "/etc/systemd/system/kit-toy.service";
        return Contract.of(type)
                .cleanup(
                        "systemctl stop kit-toy 2>/dev/null || :; systemctl disable -q kit-toy 2>/dev/null || :; rm -f "
                                + unit + "; systemctl daemon-reload")
                .state(
                        "running",
                        "printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' >"
                                + unit + "; systemctl daemon-reload; systemctl start kit-toy")
                .wanted("enabled", "service: kit-toy\nenabled: true\n")
                .explains("enabled", "* /etc/systemd/system/multi-user.target.wants/kit-toy.service")
                .effectChanges("process kit-toy.service");
    }

    private static Contract packaged(ResourceType<?, ?> type) {
        return Contract.of(type)
                .cleanup("dpkg --purge jf-lib >/dev/null 2>&1")
                .state("absent", ":")
                .wanted("there", "package: jf-lib\n")
                .noise("* /var/*", "* /var")
                .explains("presence", "* /usr/lib/jf-lib*");
    }

    @TestFactory
    Stream<DynamicTest> isCaught() {
        return planted().stream().map(p -> DynamicTest.dynamicTest(p.name(), () -> isCaught(p)));
    }

    private static void isCaught(Planted planted) throws IOException {
        try (Trial trial = new Trial(planted.contract(), Hosts.debian())) {
            List<Fault> faults = trial.faults();
            assertTrue(
                    faults.stream()
                            .anyMatch(f -> f.promise().equals(planted.promise())
                                    && f.text().contains(planted.caught())),
                    () -> "found instead: " + faults);
        }
    }
}
