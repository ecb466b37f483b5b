package jforge.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import jforge.kernel.KernelModule.Presence;
import jforge.plan.Difference;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to do for a module, by how it is found: no host of the tests can load one. */
class KernelModuleTypeTest {
    private static final KernelModuleType.Desired DESIRED = new KernelModuleType.Desired("nf_conntrack");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "BUILT_IN|NONE|false|false|''",
                "BUILT_IN|NONE|false|true|''",
                "LOADED|FILE|true|false|''",
                "LOADED|NONE|false|false|boot",
                "LOADED|NONE|false|true|''",
                "LOADED|LINK|false|false|refused",
                "LOADABLE|NONE|false|false|presence, boot",
                "LOADABLE|FILE|true|false|presence",
                "LOADABLE|NONE|false|true|refused",
                "MISSING|NONE|false|true|refused",
                "MISSING|NONE|false|false|in vain: presence, boot"
            })
    void proposes(Presence presence, OwnFile.Form form, boolean kept, boolean container, String expected) {
        KernelModuleType.State state = new KernelModuleType.State(presence, form, kept, container);
        assertEquals(expected, told(new KernelModuleType().propose(DESIRED, Seen.of(state))));
    }

    @Test
    void answers() throws UnreadableException {
        List<KernelModule> asked = List.of(new KernelModule("a", "-"), new KernelModule("b", "-"));
        assertEquals(
                List.of(Presence.BUILT_IN, Presence.LOADABLE),
                KernelModule.KIND.read(asked, "built_in\nloadable\n".getBytes(StandardCharsets.UTF_8)));
    }

    private static String told(Proposal proposal) {
        if (!(proposal instanceof Proposal.Do todo)) {
            return "refused";
        }
        String steps = todo.steps().stream()
                .flatMap(s -> s.differences().stream())
                .map(Difference::attribute)
                .collect(Collectors.joining(", "));
        return todo.vain() == null ? steps : "in vain: " + steps;
    }
}
