package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jforge.plan.Ref;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Listening;
import jforge.resource.Neighbours;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.Schema;
import jforge.resource.Seen;
import jforge.source.Mark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A listener's backlog against net.core.somaxconn. */
class BacklogCheckTest {
    @ParameterizedTest(name = "backlog {0}, declared {1}, on the host {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -    | -    | 128 | 0 | -
            4096 | -    | 128 | 1 | L asks for a backlog of 4096 (/etc/l:2, declared in site.yaml:3:5), and the kernel cuts it to 128, net.core.somaxconn (what the host has now; nothing here sets it); set net.core.somaxconn to 4096 or more under kernel:, or ask for less
            4096 | 1024 | -   | 0 | L asks for a backlog of 4096 (/etc/l:2, declared in site.yaml:3:5), and the kernel cuts it to 1024, net.core.somaxconn (site.yaml:9:7); set net.core.somaxconn to 4096 or more under kernel:, or ask for less
            4096 | 4096 | 128 | 0 | -
            4096 | 8192 | -   | 0 | -
            4096 | absent | 4096 | 1 | -
            4096 | absent | 128 | 1 | L asks for a backlog of 4096 (/etc/l:2, declared in site.yaml:3:5), and the kernel cuts it to 128, net.core.somaxconn (what the host has now; nothing here sets it); set net.core.somaxconn to 4096 or more under kernel:, or ask for less
            4096 | absent 1 | - | 0 | L asks for a backlog of 4096 (/etc/l:2, declared in site.yaml:3:5), and the kernel cuts it to 1, net.core.somaxconn (site.yaml:9:7); set net.core.somaxconn to 4096 or more under kernel:, or ask for less
            4096 | -    | 4096 | 1 | -
            4096 | -    | none | 1 | -
            """)
    void warns(@Nullable String backlog, @Nullable String declared, @Nullable String now, int asked, String expected) {
        List<Resource<?, ?>> resources = new ArrayList<>();
        resources.add(new Resource<>(
                new Ref("web1", "listener l"),
                new Waiting(),
                backlog == null ? "" : backlog,
                new Mark("site.yaml", 3, 5),
                List.of(),
                List.of()));
        if (declared != null) {
            resources.add(new Resource<>(
                    new Ref("web1", "sysctl net.core.somaxconn"),
                    new SysctlType(),
                    desired(declared),
                    new Mark("site.yaml", 9, 7),
                    List.of(),
                    List.of()));
        }
        Neighbours neighbours = new Neighbours(resources);
        BacklogCheck check = new BacklogCheck();
        assertEquals(asked, check.questions(neighbours).size());
        String found = check.findings(neighbours, answers(now)).stream()
                .map(f -> f.text())
                .collect(Collectors.joining("\n"));
        assertEquals(expected == null ? "" : expected, found);
    }

    /** @param says a value, or absent and what is to be until the next boot */
    private static SysctlType.Desired desired(String says) {
        String[] words = says.split(" ");
        Aim aim = words[0].equals("absent")
                ? Aim.absent(Optional.of(says).filter(s -> words.length > 1).map(s -> words[1]))
                : Aim.value(says);
        return new SysctlType.Desired(
                "net/core/somaxconn", aim, SysctlType.FILE, false, List.of(), List.of(), Around.NOTHING);
    }

    private static Answers answers(@Nullable String now) {
        return new Answers() {
            @Override
            @SuppressWarnings("unchecked") // there is one question
            public <A> A get(Question<A> question) {
                if (now == null) {
                    throw new IllegalArgumentException("not asked");
                }
                return (A) Optional.of(now)
                        .filter(v -> !v.equals("none"))
                        .map(v -> new KernelSetting.Running(v, KernelSetting.Access.BOTH));
            }
        };
    }

    /** Wants a backlog, or nothing. */
    private static final class Waiting implements Listening<String, String> {
        @Override
        public List<Listening.Listener> listeners(String desired) {
            return desired.isEmpty()
                    ? List.of()
                    : List.of(new Listening.Listener("L", "/etc/l:2", Long.parseLong(desired)));
        }

        @Override
        public String key() {
            return "listener";
        }

        @Override
        public Schema schema() {
            return Schema.of("x").build();
        }

        @Override
        public String parse(Fields fields) {
            return "";
        }

        @Override
        public Identity identity(String desired) {
            return new Identity("listener", "l");
        }

        @Override
        public List<Edge> edges(String desired) {
            return List.of();
        }

        @Override
        public List<Question<?>> questions(String desired) {
            return List.of();
        }

        @Override
        public String read(String desired, Answers answers) {
            return "";
        }

        @Override
        public Proposal propose(String desired, Seen<String> seen) {
            return Proposal.nothing();
        }
    }
}
