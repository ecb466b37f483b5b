package jforge.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestHostTest {
    @Test
    void answersPlainSshForEveryUser() throws Exception {
        TestHost host = TestHost.shared();
        for (String user : List.of("root", "jforge", "sudopw")) {
            assertEquals(user, ssh(host.sshConfig(), user + "@h1", "id -un"));
        }
    }

    @Test
    void runsSystemdAndItsRepositoryHoldsPackages() {
        try (TestHost host = TestHost.start()) {
            assertEquals("running", host.exec("systemctl is-system-running"));
            host.exec("apt-get install -y jf-web=1.0");
            assertEquals("active", host.exec("systemctl is-active jf-web"));
            assertEquals("1", host.exec("wc -l </var/lib/jf-web/starts"));
            host.exec("systemctl reload jf-web");
            assertEquals("1", host.exec("wc -l </var/lib/jf-web/reloads"));
            host.exec("apt-get install -y jf-web=2.0 jf-tool");
            assertEquals("2", host.exec("wc -l </var/lib/jf-web/starts"));
            host.exec("apt-get install -y jf-rival && ! dpkg -s jf-tool 2>/dev/null | grep -q 'ok installed'");
            host.exec("! apt-get install -y jf-broken");
        }
    }

    @Test
    void comesBackAtTheSamePort() throws Exception {
        try (TestHost host = TestHost.start()) {
            int port = host.port();
            host.restart();
            assertEquals(port, host.port());
            host.powerOff();
            host.powerOn();
            assertEquals("h1", ssh(host.sshConfig(), "h1", "hostname"));
        }
    }

    @Test
    void busyboxHostAnswers() throws Exception {
        try (TestHost host = TestHost.start(TestHost.BUSYBOX)) {
            assertEquals("0", ssh(host.sshConfig(), "jforge@h1", "sudo id -u"));
            assertTrue(host.exec("ls -l /bin/sh").contains("busybox"));
        }
    }

    @Test
    void hostsOfAFleetKnowEachOther() throws Exception {
        try (Fleet fleet = Fleet.start(2)) {
            assertEquals("h2", ssh(fleet.sshConfig(), "h2", "hostname"));
            fleet.host(1).exec("ping -c 1 -W 5 h2");
        }
    }

    private static String ssh(Path config, String host, String command) throws IOException, InterruptedException {
        Process ssh = new ProcessBuilder("ssh", "-F", config.toString(), "-o", "BatchMode=yes", host, command)
                .redirectErrorStream(true)
                .start();
        String output = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, ssh.waitFor(), output);
        return output;
    }
}
