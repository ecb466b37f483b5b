package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jforge.kernel.SysctlScript.Row;
import jforge.plan.Command;
import jforge.plan.Step;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.Seen;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The scripts under three shells: each for shellcheck, and settings made for real, in a network namespace of their own. */
class ShellsTest {
    private static final SysctlKey TIMEOUT = new SysctlKey("net/ipv4/tcp_fin_timeout");
    private static final SysctlKey LIMIT = new SysctlKey("net/ipv4/tcp_invalid_ratelimit");
    private static final SysctlKey CONTROL = new SysctlKey("net/ipv4/tcp_congestion_control");
    private static final SysctlKey PORTS = new SysctlKey("net/ipv4/ip_local_reserved_ports");
    private static final SysctlKey INTERVAL = new SysctlKey("net/ipv4/tcp_keepalive_intvl");

    private static final Map<String, List<String>> SHELLS = Map.of(
            "dash", List.of("dash"),
            "bash", List.of("bash", "--posix"),
            "busybox", List.of("busybox", "sh"));

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> pass() {
        Map<String, String> scripts = new LinkedHashMap<>();
        question(scripts, List.of(new KernelSetting(TIMEOUT), new KernelSetting(LIMIT)));
        question(scripts, List.of(new OwnFile("/etc/it's"), new OwnFile("/etc/x")));
        question(scripts, List.of(new Confinement()));
        question(scripts, List.of(new KernelModule("nf_conntrack", "net/netfilter/nf_conntrack_max")));
        scripts.put("one", script(one(value(TIMEOUT, "it's"), List.of(Map.entry("/etc/a b", "x = 'y'")))));
        scripts.put("many", script(SysctlScript.many("/etc/it's", rows())));
        KernelModuleType modules = new KernelModuleType();
        Proposal proposal = modules.propose(new KernelModuleType.Desired("nf_conntrack"), Seen.unknown());
        int number = 0;
        for (Step step : ((Proposal.Do) proposal).steps()) {
            scripts.put("module " + number++, script(step.command()));
        }
        Map<String, List<String>> checks = new LinkedHashMap<>(
                Map.of("shellcheck", List.of("shellcheck", "-s", "sh", "-e", "SC2034,SC2043", "-")));
        SHELLS.forEach((name, command) -> checks.put(
                name, Stream.concat(command.stream(), Stream.of("-n")).toList()));
        return scripts.entrySet().stream()
                .flatMap(s -> checks.entrySet().stream()
                        .map(c -> DynamicTest.dynamicTest(
                                s.getKey() + ", " + c.getKey(),
                                () -> assertEquals("", run(c.getValue(), s.getValue())))));
    }

    /** What the kernel refuses fails alone, and is not kept; what it rounds is noted. Needs root, for a network of its own. */
    @TestFactory
    Stream<DynamicTest> makes() throws Exception {
        return SHELLS.entrySet().stream()
                .map(s -> DynamicTest.dynamicTest(s.getKey(), () -> make(s.getKey(), s.getValue())));
    }

    private void make(String name, List<String> shell) throws Exception {
        Path file = temp.resolve(name + ".conf");
        Files.writeString(
                file,
                "# mine\nnet/ipv4/tcp_fin_timeout=77\n\n-net.ipv4.tcp_fin_timeout = 78\n"
                        + "net.ipv4.tcp_keepalive_intvl = 70\nnet.ipv4.tcp_sack = 1");
        StringBuilder script = new StringBuilder("T=t\n");
        script.append(outcome("all", SysctlScript.many(file.toString(), rows())));
        for (Row row : rows()) {
            Command one = SysctlScript.one(file.toString(), row, List.of());
            script.append(outcome(row.key().path().substring(9), one));
        }
        List<String> command = new ArrayList<>(List.of("unshare", "-n"));
        command.addAll(shell);
        String said = run(command, script.toString());
        assertEquals("""
                all changed
                tcp_fin_timeout already
                tcp_invalid_ratelimit already
                cat: write error: No such file or directory
                the kernel does not take "no-such" for this setting
                tcp_congestion_control failed
                ip_local_reserved_ports already
                tcp_keepalive_intvl already
                """, said.replaceAll("(?m)^.*(printf|/dev/stdin).*\n", ""));
        assertEquals("""
                # mine
                net.ipv4.tcp_fin_timeout = 0x1f

                net.ipv4.tcp_sack = 1
                # net.ipv4.tcp_invalid_ratelimit: the kernel stores 504 for 503
                net.ipv4.tcp_invalid_ratelimit = 503
                net.ipv4.ip_local_reserved_ports = 10-20,1-5,6
                """, Files.readString(file));
    }

    private static List<Row> rows() {
        return List.of(
                value(TIMEOUT, "0x1f"),
                value(LIMIT, "503"),
                value(CONTROL, "no-such"),
                value(PORTS, "10-20,1-5,6"),
                new Row(INTERVAL, Optional.empty(), Optional.of("75"), true));
    }

    private static Row value(SysctlKey key, String value) {
        return new Row(key, Optional.of(value), Optional.of(value), true);
    }

    private static Command one(Row row, List<Map.Entry<String, String>> comments) {
        return SysctlScript.one("/etc/it's", row, comments);
    }

    private static String outcome(String name, Command command) {
        return command.functions() + "\nt() {\n" + command.test() + "\n}\nc() {\n" + command.change()
                + "\n}\nif t >/dev/null 2>&1; then echo '" + name
                + " already'\nelif ( set -e; cd /; c ) 2>&1; then echo '"
                + name + " changed'\nelse echo '" + name + " failed'; fi\n";
    }

    private static String script(Command command) {
        return "STATE=/s SINCE=1\n" + outcome("it", command);
    }

    @SuppressWarnings("unchecked") // a question is of its kind
    private static <A, Q extends Question<A>> void question(Map<String, String> scripts, List<Q> questions) {
        QuestionKind<Q, A> kind = (QuestionKind<Q, A>) questions.get(0).kind();
        scripts.put(kind.name(), "(\n" + kind.script(questions) + "\n)\n");
    }

    private static String run(List<String> command, String script) throws IOException, InterruptedException {
        Path input = Files.createTempFile("script", ".sh");
        Files.writeString(input, script);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        Files.delete(input);
        return status == 0 ? said : said + "status " + status;
    }
}
