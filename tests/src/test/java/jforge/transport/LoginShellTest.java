package jforge.transport;

import static jforge.transport.SshPlace.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jforge.cli.InProcess;
import jforge.hosts.TestHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Login shells, profiles and sshd settings that stand between a login and our command, on a real host. */
class LoginShellTest {
    private static final String USERS =
            "bash csh tcsh zsh fish nologin none false noisy asks leaves forced waits sftp full"
                    + " expired tmpdir ttyonly lectured";
    private static final String SETUP = """
            set -e
            key=$(cat /root/.ssh/authorized_keys)
            for u in $USERS; do
              shell=$(command -v "$u" || echo /bin/bash)
              case $u in nologin) shell=/usr/sbin/nologin ;; none) shell=/no/such/shell ;; false) shell=/bin/false ;; esac
              case $u in full) shell=/bin/sh ;; esac
              useradd -m -s "$shell" "$u"; echo "$u:jforge" | chpasswd
              printf '%s ALL=(ALL) NOPASSWD:ALL\\n' "$u" >/etc/sudoers.d/$u
              install -d -m 700 -o "$u" -g "$u" "/home/$u/.ssh"
              case $u in
                forced) printf 'command="echo go away" %s\\n' "$key" ;;
                waits) printf 'command="cat" %s\\n' "$key" ;;
                *) printf '%s\\n' "$key" ;;
              esac >"/home/$u/.ssh/authorized_keys"
            done
            cat >/etc/ssh/sshd_config.d/shells.conf <<'END'
            Banner /etc/banner
            PermitUserEnvironment yes
            Match User sftp
              ForceCommand internal-sftp
            Match User full
              MaxSessions 0
            END
            head -c 3000 /dev/zero | tr '\\0' B >/etc/banner
            echo 'message of the day' >/etc/motd
            echo 'echo noise of /etc/profile; echo more >&2' >>/etc/profile
            for f in .bashrc .profile .zshenv .cshrc .tcshrc; do
              for u in bash csh tcsh zsh; do echo 'echo noise of the profile' >/home/$u/$f; done
            done
            mkdir -p /home/fish/.config/fish; echo 'echo noise of the profile' >/home/fish/.config/fish/config.fish
            { echo 'echo noise; echo noise >&2; set -x; alias sh=echo; trap "echo bye" EXIT'
              echo 'head -c 200000 /dev/zero | tr "\\\\0" n'; } >/home/noisy/.bashrc
            echo 'echo "Which project? "; read -r project' >/home/asks/.bashrc
            echo 'echo closed today >&2; exit 7' >/home/leaves/.bashrc
            echo 'TMPDIR=/no/such/place' >/home/tmpdir/.ssh/environment
            chage -d 0 expired
            printf 'Defaults:ttyonly requiretty\\n' >>/etc/sudoers.d/ttyonly
            printf 'Defaults:lectured lecture=always\\nlectured ALL=(ALL) PASSWD:ALL\\n' >/etc/sudoers.d/lectured
            systemctl restart ssh
            """;

    private static TestHost host;

    @TempDir
    Path dir;

    @BeforeAll
    static void start() {
        host = TestHost.start();
        host.exec("USERS='" + USERS + "'\n" + SETUP);
    }

    @AfterAll
    static void end() {
        host.close();
    }

    private static Target target(String user, Target.Become become) {
        return host.target(user, become);
    }

    /** A script with all that shells take differently. */
    private static String told(Connector connector, Target target) throws IOException {
        try (Shell shell = connector.connect(target)) {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            String script =
                    "begin u; id -un; printf '%s\\n' \"a b\" 'c!d' \"$((1 + 1))\" | cat; cat <<'E'\n$x `y` \\\\z\nE\nend 0";
            shell.run(script, (name, body, word) -> kept.writeBytes(body));
            return kept.toString(StandardCharsets.UTF_8).strip();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "csh", "tcsh", "zsh", "fish", "noisy", "tmpdir"})
    void works(String user) throws IOException {
        String wanted = "\na b\nc!d\n2\n$x `y` \\\\z";
        assertEquals(user + wanted, told(new Connector(), target(user, Target.Become.NO)));
        assertEquals("root" + wanted, told(new Connector(), target(user, Target.Become.SUDO)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nologin | user nologin is let in, but its login shell lets nobody work (it says: This account is currently"
                        + " not available.): give it a shell (usermod -s /bin/sh nologin), or log in as another user",
                "none | does not let user none in",
                "false | but the login doesn't run our command: it ends with status 1; is there a ForceCommand",
                "leaves | but the login doesn't run our command: it ends with status 7 (it says: closed today); is there",
                "asks | ; is there a ForceCommand in its sshd_config, a command= in front of the key in authorized_keys, or",
                "forced | doesn't run our command: it ends with status 0 (it says: go away); is there a ForceCommand",
                "sftp | ; is there a ForceCommand in its sshd_config",
                "full | is let in, but to no session: its sshd_config has MaxSessions 0",
                "expired | user expired is let in, but its password has expired",
            })
    void saysWhatToDo(String user, String message) {
        String said = refusal(new Connector(), target(user, Target.Become.NO));
        assertTrue(said.startsWith("h1: "), said);
        assertTrue(said.contains(message), said);
    }

    @Test
    void aForcedCommandThatWaits() {
        Connector hasty = new Connector(Duration.ofMillis(500), Duration.ofMinutes(1), Passwords.NONE, Operator.NONE);
        String said = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> refusal(hasty, target("waits", Target.Become.NO)));
        assertTrue(said.contains("doesn't run our command, and waits"), said);
    }

    @Test
    void sudoThatWantsATerminalOrLectures() throws IOException {
        String tty = refusal(new Connector(), target("ttyonly", Target.Become.SUDO));
        assertTrue(tty.contains("(Defaults:ttyonly !requiretty)"), tty);
        Passwords right = new Passwords(null, "jforge"::toCharArray);
        Connector asking = new Connector(Duration.ofMinutes(1), right, Operator.NONE);
        assertTrue(told(asking, target("lectured", Target.Become.SUDO)).startsWith("root"));
        String wanted = refusal(new Connector(), target("lectured", Target.Become.SUDO));
        assertTrue(wanted.contains("--ask-sudo-password"), wanted);
    }

    /** Nothing that jforge itself does needs a temporary folder. */
    @Test
    void applyWithoutATemporaryFolder() throws IOException {
        host.exec(
                "mount -t tmpfs -o size=64k,noexec,nosuid tmpfs /tmp; head -c 100000 /dev/zero >/tmp/fill 2>/dev/null;"
                        + " mount -t tmpfs -o size=64k,noexec tmpfs /var/tmp; head -c 100000 /dev/zero >/var/tmp/fill 2>/dev/null; true");
        try {
            Path config = Files.writeString(
                    dir.resolve("config"), Files.readString(host.sshConfig()).replace("User root", "User tmpdir"));
            Path inventory = Files.writeString(dir.resolve("i.yaml"), """
                    name: cramped
                    ssh: { become: sudo }
                    hosts: { h1: {} }
                    resources:
                      - { on: all, file: /srv/cramped, content: "%s" }
                      - { on: all, directory: /srv/cramped.d }
                      - { on: all, line: "A=1", in: /etc/environment }
                      - { on: all, package: jf-tool }
                    """.formatted("x".repeat(100_000)));
            String[] apply = {"apply", "--yes", "--ssh-config", config.toString(), inventory.toString()};
            InProcess.Ran ran = InProcess.jforge(apply);
            assertEquals(0, ran.code(), ran.toString());
            assertTrue(InProcess.jforge(apply).out().contains("changed: 0"));
        } finally {
            host.exec("umount /tmp /var/tmp");
        }
    }

    /** ServerAliveInterval and ServerAliveCountMax: long before the patience for scripts ends. */
    @Test
    void aHostThatFreezesIsGivenUp() throws IOException {
        Target asked = SshPlace.with(target("bash", Target.Become.NO), new Access.Way(null, null, null, 1, 2));
        try (Shell shell = new Connector().connect(asked)) {
            shell.run("begin a; end 0", (name, body, word) -> {});
            host.pause();
            String lost = assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThrows(
                                    TransportException.class,
                                    () -> shell.run("begin a; end 0", (name, body, word) -> {}))
                            .getMessage());
            assertTrue(lost.contains("the connection was lost"), lost);
        } finally {
            host.unpause();
        }
    }

    /** A listener in front of sshd that hangs up on the first call. */
    @Test
    void aLoginThatIsDroppedIsTriedOnceMore() throws IOException {
        for (String dropped : List.of("once", "twice")) {
            try (DroppingProxy proxy = new DroppingProxy(host.port(), dropped.equals("once") ? 1 : 2)) {
                Target direct = target("bash", Target.Become.NO);
                Target through = new Target(
                        "h1",
                        direct.kind(),
                        direct.address(),
                        proxy.port(),
                        direct.user(),
                        direct.become(),
                        direct.identityFiles(),
                        direct.knownHosts(),
                        "[127.0.0.1]:" + host.port());
                if (dropped.equals("once")) {
                    assertTrue(told(new Connector(), through).startsWith("bash"));
                } else {
                    String said = refusal(new Connector(), through);
                    assertTrue(said.contains("is it not overloaded (MaxStartups)?"), said);
                }
                assertEquals(2, proxy.calls());
            }
        }
    }
}
