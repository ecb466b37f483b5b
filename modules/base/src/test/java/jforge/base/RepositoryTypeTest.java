package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import jforge.plan.Value;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a repository may say, and the files that come of it. */
class RepositoryTypeTest {
    private static final RepositoryType TYPE = new RepositoryType();
    private static final String KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nabc\n-----END PGP PUBLIC KEY BLOCK-----";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repository=a.b uris=http://a.example.com | apt and dnf skip a file of such a name; use letters, digits, - and _",
                "repository=a | a repository needs uris, or absent: true",
                "repository=a absent=true uris=http://a.example.com | a repository that is absent has no uris; remove it or absent",
                "repository=a absent=true trusted=true | a repository that is absent has no trusted; remove it or absent",
                "repository=a uris=http://a.example.com suites=bookworm | apt needs components as well, such as main; a flat suite ends with"
                        + " a slash",
                "repository=a uris=http://a.example.com suites=./ components=main | a flat suite, which ends with a slash, has no components",
                "repository=a uris=http://a.example.com key=secret | an armoured key begins with -----BEGIN PGP PUBLIC KEY BLOCK-----",
                "repository=a uris=http://ä.example.com | \"http://ä.example.com\" is no single word"
            })
    void refuses(String declaration, String problem) {
        assertEquals(
                problem,
                assertThrows(InventoryException.class, () -> parse(declaration)).problem());
    }

    @Test
    void refusesAKeyThatNobodyLooksAt() {
        Map<String, Object> values =
                new LinkedHashMap<>(Map.of("repository", "a", "uris", "http://a.example.com", "key", KEY));
        values.put("trusted", "true");
        assertThrows(InventoryException.class, () -> TYPE.parse(new Declared(values)));
    }

    @Test
    void writesWhatAptReads() {
        RepositoryType.Wanted want = TYPE.parse(new Declared(Map.of(
                "repository",
                "in",
                "uris",
                "http://a.example.com/d",
                "suites",
                "bookworm bookworm-updates",
                "components",
                "main",
                "architectures",
                "amd64",
                "key",
                KEY)));
        RepositoryFiles files = want.files(PackageTool.APT);
        assertEquals("/etc/apt/sources.list.d/in.sources", files.source().path());
        assertEquals("""
                # made by jforge: changes are lost
                Types: deb
                URIs: http://a.example.com/d
                Suites: bookworm bookworm-updates
                Components: main
                Architectures: amd64
                Signed-By: /etc/apt/keyrings/in.asc
                """, files.source().text().revealed());
        assertEquals(
                files.source().text().revealed().replace("keyrings/in.asc", "keyrings/.jforge-in.asc"), files.trial());
    }

    @Test
    void writesWhatDnfReads() {
        RepositoryFiles files = TYPE.parse(new Declared(Map.of(
                        "repository", "in", "uris", "http://a.example.com/r http://b.example.com/r", "key", KEY)))
                .files(PackageTool.DNF);
        assertEquals("/etc/yum.repos.d/in.repo", files.source().path());
        assertEquals("""
                # made by jforge: changes are lost
                [in]
                name=in
                baseurl=http://a.example.com/r http://b.example.com/r
                enabled=1
                gpgcheck=1
                gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-in
                """, files.source().text().revealed());
    }

    @ParameterizedTest
    @CsvSource({
        "repository=a uris=http://a.example.com trusted=true,refused: this host has apt; which needs suites as well",
        "repository=a uris=http://a.example.com suites=./ trusted=true,{presence=(absent) -> present; source=(absent) -> …}",
        "repository=a absent=true,{}"
    })
    void proposes(String declaration, String expected) {
        RepositoryType.State nothing = new RepositoryType.State(PackageTool.APT, Value.absent(), Value.absent());
        Proposal proposal = TYPE.propose(parse(declaration), Seen.of(nothing));
        String shown = HostShell.described(proposal).replaceFirst("(?s)# made by.*\n", "…");
        assertEquals(expected.replace(';', ','), shown);
    }

    private static RepositoryType.Wanted parse(String declaration) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String pair : declaration.split(" ")) {
            values.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return TYPE.parse(new Declared(values));
    }
}
