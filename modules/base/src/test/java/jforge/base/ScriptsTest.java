package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Step;
import jforge.resource.Effect;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.ResourceType;
import jforge.resource.Seen;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every script that accounts, settings, packages and services make is right for shellcheck and for three shells. */
class ScriptsTest {
    private static final List<String> DECLARATIONS = List.of(
            "group=deploy gid=2001",
            "group=app system=true",
            "group=gone absent=true",
            "user=deploy uid=2001 group=deploy groups=sudo,adm shell=/bin/bash comment=It's",
            "user=app system=true home=/srv/app exclusive-groups=true",
            "user=app password-hash=$6$saltsalt$abcdefgh",
            "user=plain",
            "user=app groups=a,b exclusive-groups=true uid=1 group=g comment=It's",
            "user=gone absent=true",
            "package=nginx",
            "package=libstdc++6 version=12.* recommends=false",
            "package=gone absent=true",
            "authorized-keys=ana source=ssh-ed25519,AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf",
            "authorized-keys=ana source=ssh-ed25519,AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf exclusive=true",
            "authorized-keys=root source=ssh-ed25519,AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf absent=true",
            "download=/srv/it's url=https://b.example/c checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "download=/srv/a url=https://b.example/c checksum=sha512:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef headers=A:,b",
            "package=kept version=1.0-1 hold=true",
            "package=freed hold=false recommends=false",
            "repository=it uris=http://a.example.com/b suites=x components=main,contrib key=-----BEGIN,PGP,PUBLIC,KEY,BLOCK-----",
            "repository=flat uris=file:/srv/r suites=./ trusted=true",
            "repository=gone absent=true",
            "mount=/srv/it's source=UUID=1 type=ext4 options=noatime,size=1m",
            "mount=/srv/a source=/srv/b type=none options=bind,ro",
            "mount=/srv/a absent=true",
            "archive=/srv/it's url=https://b.example/c.tar.xz checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef strip=1 owner=a",
            "archive=/srv/a url=https://b.example/c.zip checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef keep-others=true",
            "service=nginx enabled=true",
            "service=a@b.timer running=false enabled=false",
            "service=web on-change=reload",
            "command=make creates=/srv/it's user=app directory=/srv stdin=x timeout=60",
            "command=make removes=/srv/it's",
            "command=make probe=it's user=app",
            "command=make run-once=true",
            "command=it's when-changed=x");

    @TestFactory
    Stream<DynamicTest> pass() {
        Map<String, String> scripts = new LinkedHashMap<>();
        Map<QuestionKind<?, ?>, TreeMap<String, Question<?>>> kinds = new LinkedHashMap<>();
        List<ResourceType<?, ?>> types = List.of(
                new AuthorizedKeysType(),
                new ArchiveType(),
                new MountType(),
                new DownloadType(),
                new GroupType(),
                new UserType(),
                new PackageType(),
                new RepositoryType(),
                new ServiceType(),
                new CommandType());
        for (String declaration : DECLARATIONS) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (String pair : declaration.split(" ")) {
                values.put(pair.split("=", 2)[0], pair.split("=", 2)[1].replace(',', ' '));
            }
            String key = values.keySet().iterator().next();
            types.stream()
                    .filter(t -> t.key().equals(key))
                    .forEach(t -> collect(t, values, declaration, scripts, kinds));
        }
        kinds.forEach((kind, questions) -> scripts.put("question " + kind.name(), script(kind, questions)));
        return scripts.entrySet().stream()
                .flatMap(s -> CHECKS.entrySet().stream()
                        .map(c -> DynamicTest.dynamicTest(
                                s.getKey() + ", " + c.getKey(), () -> check(c.getValue(), s.getValue()))));
    }

    private static final Map<String, List<String>> CHECKS = Map.of(
            "shellcheck", List.of("shellcheck", "-s", "sh", "-e", "SC2034,SC2043", "-"),
            "dash", List.of("dash", "-n"),
            "bash", List.of("bash", "--posix", "-n"),
            "busybox", List.of("busybox", "sh", "-n"));

    @SuppressWarnings("unchecked")
    private static <Q extends Question<A>, A> String script(
            QuestionKind<Q, A> kind, TreeMap<String, Question<?>> questions) {
        return "(\n" + kind.script((List<Q>) List.copyOf(questions.values())) + "\n)\n";
    }

    private static <D, S> void collect(
            ResourceType<D, S> type,
            Map<String, Object> values,
            String name,
            Map<String, String> scripts,
            Map<QuestionKind<?, ?>, TreeMap<String, Question<?>>> kinds) {
        D desired = type.parse(new Declared(values));
        type.questions(desired)
                .forEach(q ->
                        kinds.computeIfAbsent(q.kind(), k -> new TreeMap<>()).put(q.sortKey(), q));
        List<Command> commands = new ArrayList<>();
        if (type.propose(desired, Seen.unknown()) instanceof Proposal.Do plan) {
            plan.steps().stream().map(Step::command).forEach(commands::add);
        }
        Effect effect = type.effect(desired, Seen.unknown());
        if (effect != null) {
            commands.add(effect.command());
        }
        for (int i = 0; i < commands.size(); i++) {
            Command c = commands.get(i);
            scripts.put(
                    name + " " + i,
                    "STATE=/s SINCE=1\n" + c.functions() + "\nt() {\n" + c.test() + "\n}\nc() {\n" + c.change()
                            + "\n}\nif t; then :; elif (set -e; c); then :; fi\n");
        }
    }

    private static void check(List<String> command, String script) throws IOException, InterruptedException {
        Path output = Files.createTempFile("check", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        int status = process.waitFor();
        String said = Files.readString(output);
        Files.delete(output);
        assertEquals(0, status, () -> said + "\n" + script);
    }
}
