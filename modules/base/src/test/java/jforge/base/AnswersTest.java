package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jforge.resource.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts printed, and how it is understood. */
class AnswersTest {
    @Test
    void users() throws UnreadableException {
        assertEquals(
                List.of(Optional.of(new Passwd.Entry("0", "0", "root", "/root", "/bin/bash")), Optional.empty()),
                Passwd.KIND.read(
                        List.of(new Passwd("root"), new Passwd("nobody2")),
                        bytes("root:x:0:0:root:/root:/bin/bash\n")));
    }

    @Test
    void groups() throws UnreadableException {
        assertEquals(
                List.of(Optional.of(new Groups.Entry("27", Set.of("a", "b"))), Optional.empty()),
                Groups.KIND.read(List.of(new Groups("sudo"), new Groups("none")), bytes("sudo:x:27:a,b\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "loaded,active,enabled,true,false,true,true,''",
        "loaded,activating,disabled,true,false,true,false,''",
        "loaded,failed,static,true,false,false,false,static",
        "masked,inactive,masked,true,true,false,false,''",
        "not-found,inactive,'',false,false,false,false,''"
    })
    void units(
            String load,
            String active,
            String file,
            boolean known,
            boolean masked,
            boolean running,
            boolean enabled,
            String fixed)
            throws UnreadableException {
        String frame = "LoadState=" + load + "\nActiveState=" + active + "\nUnitFileState=" + file + "\n";
        assertEquals(
                List.of(new UnitState.Answer(known, masked, running, enabled, fixed)),
                UnitState.KIND.read(List.of(new UnitState("a.service")), bytes(frame)));
    }

    @Test
    void whatCantBeRead() {
        assertThrows(
                UnreadableException.class,
                () -> UnitState.KIND.read(List.of(new UnitState("a.service")), bytes("Failed to connect to bus\n")));
        assertThrows(UnreadableException.class, () -> Passwd.KIND.read(List.of(new Passwd("a")), bytes("a:x\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
