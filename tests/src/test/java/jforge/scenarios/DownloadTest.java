package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is fetched is what was asked for, or nothing is touched; and nobody on the host reads a header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DownloadTest {
    private static final String CANARY = "t0ken-0f-the-canary";

    private final TestHost host = TestHost.start();
    private final Workplace work = new Workplace(host, "download");

    /** By https; /private wants a header, and meanwhile looks for it in all arguments and environments. */
    private static final String SERVER = """
            import glob, http.server, ssl, sys
            class H(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    open('/srv/log', 'a').write(self.path + '\\n')
                    if self.path == '/private':
                        if self.headers['Authorization'] != 'Bearer CANARY':
                            return self.send_error(401)
                        seen = [p for p in glob.glob('/proc/[0-9]*/cmdline') + glob.glob('/proc/[0-9]*/environ')
                                if self.has(p)]
                        open('/srv/seen', 'w').write(repr(seen))
                    if self.path == '/moved':
                        self.send_response(302)
                        self.send_header('Location', '/private')
                        return self.end_headers()
                    self.send_response(200)
                    self.end_headers()
                    body = b'x' * (3 << 20) if self.path == '/big' else b'content\\n'
                    try:
                        self.wfile.write(body[:4] if self.path == '/cut' else body)
                        while self.path == '/endless':
                            self.wfile.write(body * 10000)
                    except OSError:
                        pass
                def has(self, path):
                    try:
                        return b'CANARY' in open(path, 'rb').read()
                    except OSError:
                        return False
                def log_message(self, *args):
                    pass
            s = http.server.ThreadingHTTPServer(('127.0.0.1', 8443), H)
            c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            c.load_cert_chain('/srv/server.pem')
            s.socket = c.wrap_socket(s.socket, server_side=True)
            s.serve_forever()
            """.replace("CANARY", CANARY);

    private String sum = "";

    @BeforeAll
    void server() {
        sum = host.exec("printf 'content\\n' | sha256sum").substring(0, 64);
        host.exec("cd /srv && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
                + " -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem 2>/dev/null"
                + " && cat key.pem cert.pem >server.pem && cp cert.pem /usr/local/share/ca-certificates/kit.crt"
                + " && update-ca-certificates >/dev/null 2>&1");
        host.exec(
                "cat >/srv/server.py <<'END'\n" + SERVER + "END\n"
                        + "setsid python3 /srv/server.py >/srv/server.log 2>&1 </dev/null & for i in $(seq 100); do"
                        + " curl -fsS -o /dev/null https://localhost:8443/ && exit; sleep 0.1; done; cat /srv/server.log; exit 1");
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    private Ran apply(String attributes, String checksum) {
        work.write("token", CANARY);
        work.inventory("name: shop\nhosts:\n  h1: {}\nsecrets:\n  token: { file: token }\nresources:\n"
                + "  - { on: h1, download: /srv/got, checksum: \"sha256:" + checksum + "\", " + attributes + " }\n");
        return work.apply();
    }

    @Test
    void itIsFetchedOnce() {
        host.exec("rm -f /srv/got /srv/log");
        Ran ran = apply("url: \"https://localhost:8443/it\"", sum);
        assertEquals(0, ran.code(), ran::toString);
        assertEquals("content", host.exec("cat /srv/got"));
        work.settled();
        assertEquals("/it", host.exec("cat /srv/log"));
    }

    @Test
    void anotherChecksumLeavesTheOldFile() {
        host.exec("echo old >/srv/got");
        String wrong = "0".repeat(64);
        Ran ran = apply("url: \"https://localhost:8443/it\"", wrong);
        assertEquals(5, ran.code(), ran::toString);
        assertTrue(
                ran.out().contains(sum)
                        && ran.out().contains(wrong)
                        && ran.out().contains("8 bytes"),
                ran::toString);
        assertEquals("old", host.exec("cat /srv/got"));
        work.clean();
    }

    @Test
    void whatIsTooLargeOrDoesNotEndIsCut() {
        host.exec("echo old >/srv/got");
        for (String path : new String[] {"big", "endless"}) {
            Ran ran = apply("max-size: 2, url: \"https://localhost:8443/" + path + "\"", sum);
            assertEquals(5, ran.code(), ran::toString);
            assertTrue(ran.out().contains("has more than 2 MiB: raise max-size"), ran::toString);
        }
        Ran ran = apply("url: \"https://localhost:8443/cut\"", sum);
        assertTrue(ran.out().contains("4 bytes, not sha256:" + sum), ran::toString);
        ran = apply("url: \"http://localhost:9/none\"", sum);
        assertTrue(ran.out().contains("could not be fetched: curl ended with status 7"), ran::toString);
        assertEquals("old", host.exec("cat /srv/got"));
        work.clean();
    }

    @Test
    void aSecretHeaderIsSeenByTheServerAlone() {
        host.exec("rm -f /srv/got /srv/seen");
        Ran ran = apply(
                "url: \"https://localhost:8443/moved\", headers: \"Authorization: Bearer ${secrets.token}\"", sum);
        assertEquals(0, ran.code(), ran::toString);
        assertEquals("[]", host.exec("cat /srv/seen"));
        assertFalse((ran.out() + ran.err()).contains(CANARY), ran::toString);
        host.exec("rm -f /srv/got");
        Ran shown = work.run("plan", "--show-commands");
        assertFalse((shown.out() + shown.err()).contains(CANARY), shown::toString);
        host.exec("mv /usr/bin/curl /usr/bin/curl.off");
        Ran refused = work.apply();
        host.exec("mv /usr/bin/curl.off /usr/bin/curl");
        assertEquals(4, refused.code(), refused::toString);
        assertTrue(refused.out().contains("headers need curl"), refused::toString);
    }

    @Test
    void withNothingToFetchWithThePlanSaysSo() {
        host.exec("rm -f /srv/got; for p in curl wget; do mv /usr/bin/$p /usr/bin/$p.off; done");
        Ran refused = apply("url: \"https://localhost:8443/it\"", sum);
        host.exec("for p in curl wget; do mv /usr/bin/$p.off /usr/bin/$p; done");
        assertEquals(4, refused.code(), refused::toString);
        assertTrue(refused.out().contains("neither curl nor wget: declare the package curl"), refused::toString);
    }
}
