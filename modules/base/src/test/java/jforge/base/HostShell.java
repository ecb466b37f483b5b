package jforge.base;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.plan.Step;
import jforge.resource.Answers;
import jforge.resource.Fields;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.ResourceType;
import jforge.resource.Seen;
import jforge.resource.UnreadableException;

/** Asks and changes this machine through one shell, as the engine does it on a host. */
record HostShell(String name, List<String> command, String path) {
    static final HostShell DASH = new HostShell("dash", List.of("dash"), "/usr/sbin:/usr/bin:/sbin:/bin");

    /** dash and bash over GNU tools, BusyBox over its own. */
    static List<HostShell> all(Path tools) throws IOException, InterruptedException {
        Files.createDirectories(tools);
        new ProcessBuilder("busybox", "--install", "-s", tools.toString())
                .start()
                .waitFor();
        return List.of(
                DASH,
                new HostShell("bash", List.of("bash", "--posix"), DASH.path),
                new HostShell("busybox", List.of("busybox", "sh"), tools + ":" + DASH.path));
    }

    record Output(int status, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Output run(String script) {
        try {
            Path file = Files.createTempFile("script", ".sh");
            Files.writeString(file, script);
            ProcessBuilder builder = new ProcessBuilder(command).redirectInput(file.toFile());
            builder.environment().clear();
            builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
            Process process = builder.redirectErrorStream(true).start();
            byte[] bytes = process.getInputStream().readAllBytes();
            Output output = new Output(process.waitFor(), bytes);
            Files.delete(file);
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <D, S> S see(ResourceType<D, S> type, D want) {
        return type.read(want, new Answers() {
            @Override
            public <A> A get(Question<A> question) {
                if (!type.questions(want).contains(question)) {
                    throw new IllegalArgumentException("not asked: " + question);
                }
                return ask(List.of(question)).get(0);
            }
        });
    }

    @SuppressWarnings("unchecked")
    <A, Q extends Question<A>> List<A> ask(List<Q> questions) {
        QuestionKind<Q, A> kind = (QuestionKind<Q, A>) questions.get(0).kind();
        Output output = run("(\n" + kind.script(questions) + ")\n");
        if (output.status != 0) {
            throw new IllegalStateException(kind.name() + ": " + output.text());
        }
        try {
            return kind.read(questions, output.bytes);
        } catch (UnreadableException e) {
            throw new IllegalStateException(kind.name() + ": " + output.text(), e);
        }
    }

    /** One word a step: "changed", "already", "failed" with what was printed. */
    List<String> apply(Proposal proposal) {
        List<String> outcomes = new ArrayList<>();
        for (Step step : ((Proposal.Do) proposal).steps()) {
            outcomes.add(run(script(step.command())).text());
        }
        return outcomes;
    }

    static String script(Command command) {
        StringBuilder payloads = new StringBuilder("payload() {\n  case $1 in\n");
        for (Payload payload : command.payloads()) {
            String prints = payload instanceof Payload.Inline inline
                    ? "printf %s " + Sh.quote(inline.text().revealed())
                    : "cat " + Sh.quote(((Payload.Local) payload).path());
            payloads.append("  ")
                    .append(payload.name())
                    .append(") ")
                    .append(prints)
                    .append(" ;;\n");
        }
        return payloads + "  *) return 1 ;;\n  esac\n}\n" + command.functions() + "\nt0() {\n" + command.test()
                + "\n}\nc0() {\n" + command.change()
                + "\n}\ncd /\numask 022\nif t0; then printf already\nelif ( set -e; c0 ); then printf changed\n"
                + "else printf failed; fi\n";
    }

    /** What differs from what is wanted: the attributes, or the reason of a refusal. */
    <D, S> String differences(ResourceType<D, S> type, D want) {
        return described(type.propose(want, Seen.of(see(type, want))));
    }

    static String described(Proposal proposal) {
        if (proposal instanceof Proposal.Refuse refuse) {
            return "refused: " + refuse.reason();
        }
        Map<String, String> shown = new TreeMap<>();
        for (Step step : ((Proposal.Do) proposal).steps()) {
            step.differences()
                    .forEach(d -> shown.put(
                            d.attribute(),
                            d.before().shown() + " -> " + d.after().shown()));
        }
        return shown.toString();
    }

    static Fields fields(Object... pairs) {
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put((String) pairs[i], pairs[i + 1]);
        }
        return new Declared(attributes);
    }
}
