package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import jforge.question.Digest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Canaries go through whole runs; they must arrive in their files, and show at none of the places that are looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {
    /** What a shell, a format or JSON could trip over. */
    private static final String TRICKY = "'\"$HOME`id`\\n%s!\u00fc\u20ac";

    /** Of the environment, by variable; all but the last are secrets of the inventory. */
    private static final Map<String, String> ENVIRONMENT = environment();

    private static final List<String> CANARIES = List.of(
            "wanted",
            "previous",
            "template",
            "captured",
            "shadow",
            "lines",
            "middle",
            "set",
            "command",
            "errors",
            "other");

    /** Where canaries belong. */
    private static final String TARGETS = "/srv/secrets/*|/etc/shadow*|/root/lookout";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "secrets");
    private Leaks leaks = new Leaks();
    private String text = "";

    private static Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : List.of("wanted", "template", "captured", "middle", "set")) {
            variables.put("JF_" + name, "c4n4ry-" + name + TRICKY);
        }
        variables.put("JF_lines", "-----BEGIN\nc4n4ry-lines\n  c4n4ry-lines\n-----END");
        variables.put("JF_shadow", "$6$saltsalt$c4n4ry-shadow/0123456789abcdef");
        variables.put("JF_other", "c4n4ry-other");
        return variables;
    }

    private static final String HEAD = """
            name: shop
            hosts:
              h1: {}
            ssh: { user: jforge, become: sudo }
            secrets:
              wanted: { env: JF_wanted }
              template: { env: JF_template }
              captured: { env: JF_captured }
              middle: { env: JF_middle }
              set: { env: JF_set }
              lines: { env: JF_lines }
              shadow: { env: JF_shadow }
              command: { command: "cat command.txt; cat errors.txt >&2" }
              failing: { command: "cat command.txt; cat errors.txt >&2; exit 3" }
              one: { file: one.txt }
            resources:
            """;

    private static final String RESOURCES = """
              - { on: h1, file: /srv/secrets/previous, content: "password=${secrets.wanted}\\n" }
              - { on: h1, file: /srv/secrets/template, template: t.ftl, with: { password: "${secrets.template}" } }
              - { on: h1, file: /srv/secrets/captured, template: captured.ftl, with: { password: "${secrets.captured}" } }
              - { on: h1, file: /srv/secrets/lines, content: "${secrets.lines}", mode: "0640" }
              - { on: h1, file: /srv/secrets/middle, content: "p\u00e4ss:${secrets.middle}:w\u00f6rd ${secrets.one}\\n" }
              - { on: h1, file: /srv/secrets/set, content: "${vars.motd}\\n" }
              - { on: h1, file: /srv/secrets/command, content: "${secrets.command}" }
              - { on: h1, user: secretive, password-hash: "${secrets.shadow}" }
            """;

    @BeforeEach
    void fresh() {
        leaks = new Leaks();
        host.exec("rm -rf /srv/secrets /var/lib/jforge; mkdir -p /srv/secrets; userdel -r secretive >/dev/null 2>&1;"
                + " umask 077; echo password=c4n4ry-previous >/srv/secrets/previous; : >/root/stamp");
        work.write("templates/t.ftl", "user=x\npassword=${with.password}\n");
        work.write("templates/captured.ftl", "<#assign x>a ${with.password}</#assign>${x} b\n");
        work.write("one.txt", "7\n");
        work.write("command.txt", "c4n4ry-command\n");
        work.write("errors.txt", "c4n4ry-errors\n");
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void secretsArriveAndShowNowhere() {
        Gate gate = Gate.on(host);
        declare(RESOURCES + "  - { on: h1, file: /srv/secrets/wanted, content: \"password=${secrets.wanted}\\n\","
                + " validate: '" + gate.validate() + "' }\n");
        for (String[] more : new String[][] {{}, {"-v", "--show-commands"}, {"--json", "--show-commands"}}) {
            assertEquals(0, run("plan", more).code(), leaks::all);
        }
        lookout();
        String figures;
        try (ProcessSampler sampler = new ProcessSampler(host, "c4n4ry")) {
            try (SecondJvm jvm = SecondJvm.jforge(words("apply", "--yes", "-v"), ENVIRONMENT)) {
                sampler.allow(jvm.pid());
                gate.awaitArrival();
                assertTrue(host.exec("cat /srv/secrets/.wanted.jforge-new").contains("c4n4ry-wanted"));
                others("readable, during");
                gate.letThrough();
                assertEquals(0, printed("apply", jvm.ended()).code(), leaks::all);
            }
            leaks.look("processes", sampler.found());
            figures = sampler.figures();
        }
        host.exec("rm /root/looking; while [ -e /root/looks ]; do sleep 0.05; done");
        everywhere();
        arrived();
        assertEquals(0, run("plan", "--detailed-exitcode").code(), leaks::all);
        System.out.println(leaks.table(CANARIES) + "\nsecrets: processes in " + figures + "; read as nobody "
                + host.exec("wc -l </root/lookout.rounds") + " times while it ran");
        assertEquals("", leaks.all());
        work.clean();
    }

    private void arrived() {
        String end = "c4n4ry-%s" + TRICKY.replace("%", "%%");
        assertEquals(
                "password=" + end.formatted("wanted"),
                host.exec("cat /srv/secrets/wanted /srv/secrets/previous | uniq"));
        assertEquals("user=x\npassword=" + end.formatted("template"), host.exec("cat /srv/secrets/template"));
        assertEquals("a " + end.formatted("captured") + " b", host.exec("cat /srv/secrets/captured"));
        assertEquals("p\u00e4ss:" + end.formatted("middle") + ":w\u00f6rd 7", host.exec("cat /srv/secrets/middle"));
        assertEquals("motd " + end.formatted("set"), host.exec("cat /srv/secrets/set"));
        assertEquals(ENVIRONMENT.get("JF_lines"), host.exec("cat /srv/secrets/lines"));
        assertEquals(ENVIRONMENT.get("JF_shadow"), host.exec("sed -n 's/^secretive:\\([^:]*\\):.*/\\1/p' /etc/shadow"));
    }

    /** Each of them ends as it should and says why without a canary. */
    static Stream<List<String>> failures() {
        String[] files = {"file: /srv/%s", "directory: /srv/%s", "link: /srv/%s, to: x", "link: /srv/x, to: '%s'"};
        String[] others = {
            "file: /srv/x, owner: '%s'",
            "file: /srv/x, mode: '%s'",
            "file: /srv/x, validate: 'test %s'",
            "file: /srv/x, requires: ['file %s']",
            "file: /srv/x, source: '%s'",
            "line: '%s', in: /etc/hosts",
            "line: x, in: /srv/%s",
            "user: '%s'",
            "user: x, comment: '%s'",
            "user: x, password-hash: '%s'",
            "group: '%s'",
            "service: '%s'",
            "package: '%s'",
            "sysctl: net.ipv4.tcp_fin_timeout, value: '%s'",
            "cron: x, schedule: '@daily', command: '%s'",
            "file: /srv/x, template: 'no-%s.ftl'",
            "file: /srv/x, template: broken.ftl, with: { password: '%s' }",
            "file: /srv/x, content: '${secrets.failing}'",
            "file: /srv/x, content: { a: '%s' }",
            "file: /srv/x, content: '%s', follow: '%s'"
        };
        return Stream.concat(Stream.of(files), Stream.of(others))
                .map(text -> List.of("1", "  - { on: h1, " + text.replace("%s", "${secrets.wanted}") + " }\n"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatIsRefusedIsNotRepeated(List<String> failure) {
        work.write("templates/broken.ftl", "<#if with.password == 'x'>${with.password?upper_case}</#if>");
        Ran ran = quick(failure.get(1), "plan", "-v");
        assertEquals(failure.get(0), Integer.toString(ran.code()), ran::toString);
        assertTrue(
                ran.err().startsWith("target/scenarios/secrets/site.yaml:")
                        || ran.err().startsWith("templates/"),
                ran.err());
        assertEquals("", leaks.all());
    }

    /** Checks that print what they check, be it another file's; and one that ends the shell in the midst of it. */
    @ParameterizedTest
    @MethodSource("checks")
    void whatAFailingCheckSaysIsWithheld(String content, String validate) {
        for (String[] more : new String[][] {{"--yes", "-v"}, {"--yes", "--json"}}) {
            host.exec("rm -f /srv/secrets/*");
            String resources = """
                      - { on: h1, file: /srv/secrets/wanted, content: "password=${secrets.wanted}\\n" }
                      - on: h1
                        file: /srv/secrets/checked
                        content: "%s"
                        validate: '%s'
                        requires: [file /srv/secrets/wanted]
                    """.formatted(content, validate);
            Ran failed = quick(resources, "apply", more);
            assertEquals(5, failed.code(), failed::toString);
        }
        host.exec("rm -f /srv/secrets/.*.jforge-new");
        everywhere();
        assertEquals("", leaks.all());
    }

    static Stream<Arguments> checks() {
        String secret = "password=${secrets.wanted}";
        return Stream.of(
                Arguments.of(secret, "cat %s; cat %s >&2; false"),
                Arguments.of("public", "cat /srv/secrets/wanted; [ ! -f %s ]"),
                Arguments.of(secret, "set -x; cat %s >&2; kill -9 $$; : %s"),
                Arguments.of("public", "cat %s /srv/secrets/wanted >&2; kill -9 $$"));
    }

    /** What the matrix would be worth: it sees canaries that are let out on purpose, at each of its places. */
    @Test
    void plantedLeaksAreSeen() {
        host.exec("rm -rf /srv/secrets/*");
        String planted = "c4n4ry-wanted";
        Map<String, String> leaky = new LinkedHashMap<>();
        leaky.put(
                "processes",
                "sleep 0.3 && : %s; (exec -a " + planted + " sleep 0.3) 2>/dev/null || sh -c \"sleep 0.3; :\" "
                        + planted);
        leaky.put("readable, after", "cp %s /srv/readable && chmod 644 /srv/readable");
        leaky.put("files", "umask 077; cp %s /var/tmp/kept");
        leaky.put("journal", "systemd-cat <%s");
        leaky.put("ledger", "cp %s /var/lib/jforge/kept");
        StringBuilder resources = new StringBuilder();
        leaky.values()
                .forEach(
                        check -> resources.append("""
                  - { on: h1, file: "/srv/secrets/%s", content: "password=${secrets.wanted}", validate: '%s' }
                """.formatted(Digest.of(check).substring(0, 8), check)));
        declare(resources + "  - { on: h1, file: /srv/secrets/public, content: \"" + planted + "\" }\n");
        try (ProcessSampler sampler = new ProcessSampler(host, planted)) {
            Ran ran;
            try (SecondJvm jvm = SecondJvm.jforge(words("apply", "--yes", "--show-commands"), ENVIRONMENT)) {
                sampler.allow(jvm.pid());
                ran = printed("apply", jvm.ended());
            }
            assertEquals(0, ran.code(), ran::toString);
            leaks.look("processes", sampler.found());
        }
        everywhere();
        List<String> places = new ArrayList<>(leaky.keySet());
        places.add("apply");
        List<String> missed = places.stream().filter(p -> !leaks.at(p)).toList();
        System.out.println("secrets: " + places.size() + " planted leaks, missed " + missed);
        host.exec("rm -f /srv/readable /var/tmp/kept; journalctl -q --rotate; journalctl -q --vacuum-time=1s");
        assertEquals(List.of(), missed);
    }

    private void declare(String resources) {
        text = HEAD + resources;
        work.inventory(text);
    }

    /** The same in this process, which has no environment to give: the secret comes from a file. */
    private Ran quick(String resources, String command, String... more) {
        work.write("wanted.txt", ENVIRONMENT.get("JF_wanted"));
        work.inventory(HEAD.replace("{ env: JF_wanted }", "{ file: wanted.txt }") + resources);
        return printed(String.join(" ", command, String.join(" ", more)).strip(), work.run(command, more));
    }

    private List<String> words(String command, String... more) {
        List<String> words = work.words(command, more);
        if (text.contains("vars.motd")) {
            words.addAll(List.of("--set", "motd=motd ${secrets.set}"));
        }
        return words;
    }

    private Ran run(String command, String... more) {
        try (SecondJvm jvm = SecondJvm.jforge(words(command, more), ENVIRONMENT)) {
            return printed(String.join(" ", command, String.join(" ", more)).strip(), jvm.ended());
        }
    }

    private Ran printed(String place, Ran ran) {
        String all = ran.out() + ran.err();
        leaks.look(place, all);
        for (String secret : ENVIRONMENT.values()) {
            // a digest that could be tried out would do as well
            for (String form : List.of(secret, "password=" + secret + "\n", "password=" + secret)) {
                if (all.contains(Digest.of(form).substring(0, 12))) {
                    leaks.look(place, "its digest: " + secret);
                }
            }
        }
        return ran;
    }

    /** Reads as nobody again and again while something else happens. */
    private void lookout() {
        host.exec("rm -f /root/lookout*; : >/root/looking; : >/root/looks; setsid sh -c 'while [ -e /root/looking ]; do"
                + " su nobody -s /bin/sh -c \"grep -rhoasE \\\"" + Leaks.SEARCH
                + "\\\" /srv /var/lib/jforge /tmp /var/tmp /run/user /dev/shm\" >>/root/lookout;"
                + " echo >>/root/lookout.rounds; done; rm /root/looks' >/dev/null 2>&1 </dev/null &");
    }

    private void others(String place) {
        leaks.look(
                place,
                host.exec("su nobody -s /bin/sh -c \"grep -rasE '" + Leaks.SEARCH
                        + "' /srv /etc /run /tmp /var /opt /home /root /dev/shm\" || :"));
    }

    /** All that is left on the host and here. */
    private void everywhere() {
        others("readable, after");
        leaks.look("read meanwhile", host.exec("cat /root/lookout 2>/dev/null || :"));
        leaks.look("ledger", host.exec("grep -raE '" + Leaks.SEARCH + "' /var/lib/jforge || :"));
        leaks.look("journal", host.exec("journalctl --no-pager -o json | grep -E '" + Leaks.SEARCH + "' || :"));
        leaks.look(
                "files",
                host.exec("find / /run /tmp /dev/shm -xdev -type f -newer /root/stamp | while IFS= read -r f; do"
                        + " case $f in " + TARGETS + "|/proc/*|/sys/*|*/journal/*) ;; *) grep -HasE '" + Leaks.SEARCH
                        + "' \"$f\" ;; esac; done; find / -xdev -name 'core*' -newer /root/stamp -type f || :"));
    }
}
