package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jforge.plan.Payload;
import jforge.plan.Value;
import jforge.question.Stat;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTypeTest {
    private static final String SUM = "0123456789abcdef".repeat(4);

    private final DownloadType type = new DownloadType();

    private DownloadType.Wanted parse(String url, Object... more) {
        Object[] all = new Object[6 + more.length];
        List.of("download", "/srv/a", "url", url, "checksum", "sha256:" + SUM.toUpperCase())
                .toArray(all);
        System.arraycopy(more, 0, all, 6, more.length);
        return type.parse(HostShell.fields(all));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://example.com/a             | a URL begins with https:// or http:// here",
                "file:///etc/passwd              | a file of the host is not fetched",
                "example.com/a                   | a URL begins with https:// or http:// here",
                "https:///a                      | that is no URL",
                "https://example.com/a b         | write a space as %20",
                "https://example.com/ü           | other letters than ASCII as %XX",
                "https://me:secret@example.com/a | a URL must hold no user or password",
                "https://me@example.com/a        | a URL must hold no user or password",
                "https://me:a@b@example.com/a    | a URL must hold no user or password",
            })
    void refusesAUrl(String url, String problem) {
        InventoryException fault = assertThrows(InventoryException.class, () -> parse(url));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
        assertFalse(String.valueOf(fault.getMessage()).contains("me:"), fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0123                   | a checksum begins with what it is",
                "md5:0123               | md5 can be forged",
                "sha1:0123              | sha1 can be forged",
                "sha256:0123            | a sha256 has 64 hex digits, as sha256sum prints them",
                "sha512:0123            | a sha512 has 128 hex digits",
            })
    void refusesAChecksum(String checksum, String problem) {
        InventoryException fault = assertThrows(
                InventoryException.class,
                () -> type.parse(
                        HostShell.fields("download", "/a", "url", "https://b.example/c", "checksum", checksum)));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "headers  | no header                | a header is a line \"Name: value\"",
                "headers  | @/etc/passwd             | a header is a line \"Name: value\"",
                "timeout  | 1501                     | timeout is from 1 to 1500, not 1501",
                "max-size | 0                        | max-size is from 1 to 1048576, not 0",
            })
    void refusesTheRest(String name, String value, String problem) {
        InventoryException fault =
                assertThrows(InventoryException.class, () -> parse("https://b.example/c", name, value));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    @Test
    void aSecretHeaderStaysOne() {
        Value.Text header = new Value.Text(
                List.of(new Value.Span("X-Plain: a\nAuthorization: Bearer ", false), new Value.Span("s\"e\\c", true)));
        assertThrows(InventoryException.class, () -> parse("http://b.example/c", "headers", header));
        Payload.Inline payload = (Payload.Inline) parse("https://b.example/c", "headers", header)
                .remote()
                .payloads()
                .get(0);
        assertEquals(
                "header = \"X-Plain: a\"\nheader = \"Authorization: Bearer s\\\"e\\\\c\"\n",
                payload.text().revealed());
        assertEquals(
                "header = \"X-Plain: a\"\nheader = \"Authorization: Bearer (secret)\"\n",
                payload.text().shown());
    }

    @Test
    void othersHeadersAreNotSentOn() {
        String only = parse("https://b.example/c", "headers", "Authorization: x")
                .remote()
                .function();
        assertTrue(only.contains("--max-redirs 5"), only);
        String others = parse("https://b.example/c", "headers", "Authorization: x\nX-Token: y")
                .remote()
                .function();
        assertTrue(others.contains("--max-redirs 0"), others);
    }

    @ParameterizedTest
    @CsvSource({
        "CURL, true, ''",
        "WGET, true, headers need curl",
        "NONE, false, neither curl nor wget",
        "BUSYBOX, false, ''"
    })
    void whatTheHostFetchesWith(Fetcher.Program program, boolean headers, String refusal) {
        DownloadType.Wanted want =
                headers ? parse("https://b.example/c", "headers", "A: b") : parse("https://b.example/c");
        var file = new FileType.State(new Stat.Absent(false), Value.absent(), false);
        String said = HostShell.described(type.propose(want, Seen.of(new DownloadType.State(file, program))));
        assertEquals(!refusal.isEmpty(), said.startsWith("refused: "), said);
        assertTrue(said.contains(refusal), said);
        assertEquals(refusal.isEmpty(), said.contains("url=(absent) -> https://b.example/c"), said);
    }

    @Test
    void whatIsThereNeedsNothing() {
        DownloadType.Wanted want = parse("https://b.example/c");
        var entry = new Stat.Present(Stat.Type.FILE, "0644", 0, 0, "root", "root");
        var file = new FileType.State(entry, want.remote().checksum().shown(), false);
        var state = new DownloadType.State(file, Fetcher.Program.NONE);
        assertEquals("{}", HostShell.described(type.propose(want, Seen.of(state))));
    }
}
