package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jforge.plan.Danger;
import jforge.plan.Step;
import jforge.resource.Fields;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveTypeTest {
    private static final String SUM = "0123456789abcdef".repeat(4);

    private final ArchiveType type = new ArchiveType();

    private ArchiveType.Wanted parse(String written) {
        Map<String, Object> values = new TreeMap<>();
        for (String pair : written.split(" ")) {
            String value = pair.split("=", 2)[1];
            values.put(pair.split("=", 2)[0], value.replace("SUM", "sha256:" + SUM));
        }
        values.computeIfPresent("source", (k, v) -> new Fields.LocalFile("/here/" + v, SUM, 10));
        return type.parse(new Declared(values));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "archive=/srv source=a.zip                  | /srv is the system's own",
                "archive=/srv/a                             | an archive has one of source and url",
                "archive=/srv/a source=a.zip url=https://b.example/ | an archive has one of source and url",
                "archive=/srv/a url=https://b.example/a.zip         | what is fetched needs its checksum",
                "archive=/srv/a source=a.zip checksum=SUM   | is known by itself; remove checksum",
                "archive=/srv/a source=a.zip timeout=3      | \"timeout\" is for a url",
                "archive=/srv/a source=a.rar                | its format doesn't show in the name",
                "archive=/srv/a source=a.zip format=rar     | \"rar\" is none of tar, tar.gz",
                "archive=/srv/a source=a.zip strip=10       | strip is from 0 to 9, not 10",
            })
    void refuses(String written, String problem) {
        InventoryException fault = assertThrows(InventoryException.class, () -> parse(written));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "a.tgz, TAR_GZ",
        "a.tar.gz, TAR_GZ",
        "a.TAR.XZ, TAR_XZ",
        "a.tar.bz2, TAR_BZ2",
        "a.tar.zst, TAR_ZST",
        "a.tar, TAR",
        "a.zip, ZIP"
    })
    void formats(String name, ArchiveFormat format) {
        assertEquals(format, parse("archive=/srv/a source=" + name).format());
        assertEquals(
                format,
                parse("archive=/srv/a checksum=SUM url=https://b.example/" + name + "?c=d.e")
                        .format());
    }

    private Proposal propose(Unpacked.Found found, boolean program) {
        var state = new ArchiveType.State(found, program, Fetcher.Program.CURL);
        return type.propose(parse("archive=/srv/a source=a.tar.xz"), Seen.of(state));
    }

    @Test
    void whatStrangersPutThereGoesOnlyWhenAllowed() {
        String id = parse("archive=/srv/a source=a.tar.xz").id();
        assertEquals("{}", HostShell.described(propose(new Unpacked.Found(id, 'd', 7, 0, 0, 0, List.of()), false)));
        List<Step> ours = ((Proposal.Do) propose(new Unpacked.Found("old", 'd', 7, 1, 2, 0, List.of()), true)).steps();
        assertEquals(Danger.NONE, ours.get(0).danger());
        Proposal theirs = propose(new Unpacked.Found(id, 'd', 7, 0, 0, 9, List.of("x", "y")), true);
        assertEquals(Danger.DESTRUCTIVE, ((Proposal.Do) theirs).steps().get(0).danger());
        String shown = HostShell.described(theirs);
        assertTrue(shown.contains("removes=7 unpacked before and 9 others: x, y, ... -> (absent)"), shown);
        assertTrue(shown.contains("but 9 more -> sha256:" + SUM), shown);
    }

    @Test
    void withoutItsProgramItIsRefused() {
        String refused = HostShell.described(propose(new Unpacked.Found("", 'n', 0, 0, 0, 0, List.of()), false));
        assertTrue(refused.startsWith("refused: the host has no xz to unpack it with"), refused);
    }
}
