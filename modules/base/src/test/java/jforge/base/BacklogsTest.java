package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of listeners, and what isn't; "/" ends a line. */
class BacklogsTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            /etc/nginx/nginx.conf            | listen 80 backlog=4096;                    | listen 80 of nginx 4096 :1
            /etc/nginx/sites-enabled/a       | server {/ listen  [::]:443 ssl/ backlog=8192; }   | listen [::]:443 of nginx 8192 :2
            /etc/nginx/a.conf                | listen 80;                                 | -
            /etc/nginx/a.conf                | #listen 80 backlog=1;/listen 81 backlog=2; # backlog=3 | listen 81 of nginx 2 :2
            /etc/nginx/a.conf                | a "listen 80 backlog=1;"; b 'x/; listen 80 backlog=1'; listen unix:/s backlog=5; | listen unix: of nginx 5 :2
            /etc/nginx/a.conf                | listen 80 backlog=many;                    | -
            /etc/nginx/a.conf                | listen 80 backlog=10x;                     | -
            /etc/nginx/a.conf                | listen 80 mybacklog=10;                    | -
            /etc/nginx/a.conf                | add_header x "listen 80 backlog=9";        | -
            /etc/nginx/a.conf                | listen 80 backlog=1; listen 81 backlog=2;  | listen 80 of nginx 1 :1, listen 81 of nginx 2 :1
            /etc/nginx/a.conf                | listen 80 backlog=9                        | -
            /etc/nginx/a.conf                | x "unclosed listen 80 backlog=9;           | -
            /usr/local/etc/nginx/nginx.conf  | listen 80 backlog=7;                       | listen 80 of nginx 7 :1
            /etc/apache2/nginx.conf          | listen 80 backlog=7;                       | -
            /etc/systemd/system/a.socket     | [Socket]/ListenStream=80/Backlog=4096      | a.socket 4096 :3
            /etc/systemd/system/a.socket     | [Socket]/Backlog = 1/Backlog= 2            | a.socket 2 :3
            /etc/systemd/system/a.socket     | [Socket]/Backlog=1/Backlog=                | -
            /etc/systemd/system/a.socket     | [Unit]/Backlog=1                           | -
            /etc/systemd/system/a.socket     | [Socket]/#Backlog=1/;Backlog=2             | -
            /etc/systemd/system/a.socket     | [Socket]/Backlog=${N}                      | -
            /etc/systemd/system/a.socket.d/b.conf | [Socket]/Backlog=9                    | a.socket 9 :2
            /etc/systemd/system/a.socket     | [Socket]/Backlog=4294967295                | -
            /etc/systemd/system/a.socket     | [Socket]/Backlog=2147483647                | a.socket 2147483647 :2
            /etc/systemd/system/a.service    | [Socket]/Backlog=9                         | -
            """)
    void readsWhatIsWritten(String path, String text, String expected) {
        String found =
                Backlogs.of(
                                path,
                                text.replace("unix:/s", "unix:\u0000")
                                        .replace('/', '\n')
                                        .replace("\u0000", " "))
                        .stream()
                        .map(l -> l.name() + " " + l.backlog() + " " + l.place().replace(path, ""))
                        .collect(Collectors.joining(", "));
        assertEquals(expected == null ? "" : expected, found);
    }
}
