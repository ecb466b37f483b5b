package jforge.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jforge.plan.Change;
import jforge.plan.Command;
import jforge.plan.Danger;
import jforge.plan.Difference;
import jforge.plan.Due;
import jforge.plan.HostPlan;
import jforge.plan.Look;
import jforge.plan.Merge;
import jforge.plan.Origin;
import jforge.plan.Payload;
import jforge.plan.Plan;
import jforge.plan.PlanId;
import jforge.plan.Ref;
import jforge.plan.Step;
import jforge.plan.Value;
import jforge.plan.Verdict;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/** Plans to show. */
public final class Samples {
    private Samples() {}

    /** A plan with something of everything. */
    public static Plan shop() {
        return plan(
                host("web1", List.of(nginxConf("web1"), somaxconn("web1"), restart("web1", null), quiet("web1"))),
                web2(),
                new HostPlan("web3", target("web3"), "connection refused", List.of(), List.of(), List.of(), List.of()),
                host("stor1", List.of(volume("stor1"), mount("stor1"), motd("stor1"), gone("stor1"))),
                host("stor2", List.of(quiet("stor2"))),
                new HostPlan(
                        "stor3",
                        target("stor3"),
                        null,
                        List.of(new Look("stat", "stat /etc/motd", "a".repeat(64))),
                        List.of(quiet("stor3")),
                        List.of(),
                        List.of("acme-licence")));
    }

    /** Twelve hosts that look the same, and one whose content tries to steer the terminal. */
    public static Plan fleet() {
        List<HostPlan> hosts = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> host("node" + i, List.of(somaxconn("node" + i))))
                .collect(Collectors.toList());
        Step step = step(difference("content", Value.of("ok\u001b[2J\r\n"), Value.of("caf\u00e9\u202e\n")));
        hosts.add(host("db", List.of(change("db", "file /etc/banner", Verdict.REPLACE, step))));
        return plan(hosts.toArray(HostPlan[]::new));
    }

    /** A file whose content holds a secret among other lines. */
    public static Plan secret(String password) {
        Value before = new Value.Text(List.of(
                new Value.Span("user=shop\npassword=", false),
                new Value.Span("old-" + password, true),
                new Value.Span("\nport=1\n", false)));
        Value.Text after = new Value.Text(List.of(
                new Value.Span("user=shop\npassword=", false),
                new Value.Span(password, true),
                new Value.Span("\nport=2\n", false)));
        Command command = new Command(
                "[ -e /etc/shop ]", "payload content >/etc/shop", List.of(new Payload.Inline("content", after)));
        Step file = new Step(List.of(new Difference("content", before, after)), command);
        Step only = step(difference("password", Value.secret("old-" + password), Value.secret(password)));
        return plan(host(
                "web1",
                List.of(
                        change("web1", "file /etc/shop", Verdict.UPDATE, file),
                        change("web1", "user shop", Verdict.UPDATE, only))));
    }

    static Plan plan(HostPlan... hosts) {
        Plan plan = new Plan("shop", "000000", List.of(hosts));
        return new Plan("shop", PlanId.of(plan), plan.hosts());
    }

    static HostPlan host(String name, List<Change> changes) {
        return new HostPlan(name, target(name), null, List.of(), changes, List.of(), List.of());
    }

    static Change change(String host, String label, Verdict verdict, Step... steps) {
        return new Change(
                new Ref(host, label),
                new Origin("site.yaml", 41, 5),
                verdict,
                null,
                null,
                List.of(steps),
                null,
                List.of(),
                List.of());
    }

    static Change stopped(String host, String label, Verdict verdict, String reason, @Nullable String allow) {
        return new Change(
                new Ref(host, label),
                new Origin("site.yaml", 70, 5),
                verdict,
                reason,
                allow,
                List.of(),
                null,
                List.of(),
                List.of());
    }

    static Change restart(String host, @Nullable String owed) {
        Ref trigger = new Ref(host, "file /etc/nginx/nginx.conf");
        Due due = new Due(
                "restart", "nginx.restart", List.of(trigger), owed, step(difference("in effect", "due", "yes")));
        return new Change(
                new Ref(host, "service nginx"),
                new Origin("site.yaml", 50, 5),
                Verdict.EFFECT,
                null,
                null,
                List.of(),
                due,
                List.of(trigger),
                List.of());
    }

    static Step step(Difference... differences) {
        return new Step(List.of(differences), new Command("[ -e /x ]", "echo 'x'\necho \"y\""));
    }

    static Difference difference(String attribute, Value before, Value after) {
        return new Difference(attribute, before, after);
    }

    static Difference difference(String attribute, String before, String after) {
        return difference(attribute, Value.of(before), Value.of(after));
    }

    private static HostPlan web2() {
        Change nginx = change(
                "web2",
                "package nginx",
                Verdict.CREATE,
                step(
                        difference("presence", Value.absent(), Value.of("present")),
                        difference("version", Value.absent(), Value.of("1.22.1-9"))));
        Change vhost = new Change(
                new Ref("web2", "file /etc/nginx/conf.d/shop.conf"),
                new Origin("site.yaml", 52, 5),
                Verdict.UNKNOWN,
                "after package nginx",
                null,
                List.of(step(
                        difference("content", Value.unknown(), Value.of("listen 80;\n")),
                        difference("mode", Value.unknown(), Value.of("0644")))),
                null,
                List.of(),
                List.of(nginx.ref()));
        Merge merge = new Merge(
                List.of("package nginx", "package curl"),
                Merge.Bond.LOOSE,
                List.of("with libpcre3 2:8.39-15, nginx-common 1.22.1-9; removes nothing"),
                new Command("dpkg -s nginx >/dev/null", "apt-get install -y nginx=1.22.1-9 curl"));
        return new HostPlan(
                "web2",
                target("web2"),
                null,
                List.of(),
                List.of(nginxConf("web2"), somaxconn("web2"), restart("web2", "the run of 12:03 died"), nginx, vhost),
                List.of(merge),
                List.of("acme-licence"));
    }

    private static Change nginxConf(String host) {
        String lines =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "line " + i + ";\n").collect(Collectors.joining());
        return change(
                host,
                "file /etc/nginx/nginx.conf",
                Verdict.UPDATE,
                step(
                        difference("mode", "0600", "0644"),
                        difference("content", lines, lines.replace("line 12;", "  worker_connections 4096;"))));
    }

    private static Change somaxconn(String host) {
        return change(
                host,
                "sysctl net.core.somaxconn",
                Verdict.UPDATE,
                step(difference("runtime", "128", "4096")),
                step(difference("boot", "128 (/usr/lib/sysctl.d/50-default.conf:3)", "4096")));
    }

    private static Change volume(String host) {
        String reason = "brick stor3:/bricks/vm leaves, 312 GB to drain first";
        return stopped(host, "volume vm-images", Verdict.REFUSED, reason, "volume/vm-images");
    }

    private static Change mount(String host) {
        return stopped(host, "mount /srv", Verdict.DEFERRED, "run again after volume vm-images is there", null);
    }

    private static Change motd(String host) {
        String lines =
                IntStream.rangeClosed(1, 60).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        return change(
                host,
                "file /etc/motd",
                Verdict.CREATE,
                step(
                        difference("presence", Value.absent(), Value.of("present")),
                        difference("content", Value.absent(), Value.of(lines)),
                        difference("owner", Value.absent(), Value.of("root")),
                        difference("note", Value.absent(), Value.of(""))));
    }

    private static Change gone(String host) {
        Step step = new Step(
                List.of(
                        difference("presence", Value.of("present"), Value.absent()),
                        difference(
                                "content", new Value.Blob("sha256:" + "ab".repeat(32), 1234, false), Value.absent())),
                new Command("[ ! -e /old ]", "rm -rf /old"),
                Danger.DESTRUCTIVE);
        return change(host, "directory /old", Verdict.DELETE, step);
    }

    private static Change quiet(String host) {
        return change(host, "group web", Verdict.NO_CHANGE);
    }

    static Target target(String name) {
        return new Target(
                name,
                Target.Kind.SSH,
                "10.0.0.1",
                22,
                "deploy",
                Target.Become.SUDO,
                List.of("/home/deploy/.ssh/id_ed25519"),
                List.of("/home/deploy/.ssh/known_hosts"),
                null);
    }
}
