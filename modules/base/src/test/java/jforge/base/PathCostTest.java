package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jforge.plan.Step;
import jforge.resource.Proposal;
import jforge.resource.ResourceType;
import jforge.resource.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that making a thing from nothing costs on a host, the subshell of the change included. */
class PathCostTest {
    @TempDir
    Path temp;

    @Test
    void creating() throws Exception {
        Map<String, String> costs = new TreeMap<>();
        costs.put("file", cost(new FileType(), "file", "a", "content", "x"));
        costs.put("file 0600", cost(new FileType(), "file", "b", "content", "x", "mode", "0600"));
        costs.put("file 0755", cost(new FileType(), "file", "c", "content", "x", "mode", "0755"));
        costs.put("file of daemon", cost(new FileType(), "file", "d", "content", "x", "owner", "daemon"));
        costs.put("directory", cost(new DirectoryType(), "directory", "e"));
        costs.put("directory of daemon", cost(new DirectoryType(), "directory", "f", "owner", "daemon"));
        costs.put("link", cost(new LinkType(), "link", "g", "to", "a"));
        costs.put("line", cost(new LineType(), "in", "h", "line", "a", "create", true));
        assertEquals(
                Map.of(
                        "file", "2 forks, 1 program",
                        "file 0600", "2 forks, 1 program",
                        "file 0755", "3 forks, 2 programs",
                        "file of daemon", "3 forks, 2 programs",
                        "directory", "2 forks, 1 program",
                        "directory of daemon", "3 forks, 2 programs",
                        "link", "2 forks, 1 program",
                        "line", "2 forks, 1 program"),
                costs);
    }

    private <D, S> String cost(ResourceType<D, S> type, Object... wanted) throws Exception {
        wanted[1] = temp.resolve((String) wanted[1]).toString();
        Proposal proposal = type.propose(type.parse(HostShell.fields(wanted)), Seen.unknown());
        Step step = ((Proposal.Do) proposal).steps().get(0);
        Path script = Files.writeString(temp.resolve("script"), HostShell.script(step.command()));
        Path trace = temp.resolve("trace");
        String calls = "trace=execve,clone,clone3,fork,vfork";
        Process process = new ProcessBuilder(
                        "strace", "-f", "-qq", "-e", calls, "-o", trace.toString(), "dash", script.toString())
                .start();
        assertEquals("changed", new String(process.getInputStream().readAllBytes(), "US-ASCII"));
        List<String> lines = Files.readAllLines(trace);
        long programs = lines.stream()
                        .filter(l -> l.contains("execve"))
                        .filter(l -> l.endsWith(" = 0"))
                        .count()
                - 1;
        long forks = lines.stream()
                .filter(l -> l.matches("\\d+ +(clone3?|v?fork)\\(.*"))
                .count();
        return forks + " forks, " + programs + (programs == 1 ? " program" : " programs");
    }
}
