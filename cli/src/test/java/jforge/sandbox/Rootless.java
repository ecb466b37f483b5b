package jforge.sandbox;

import java.io.IOException;

/** What a user without root gets: a sandbox's answers, or why there is none. */
final class Rootless {
    private Rootless() {}

    public static void main(String[] arguments) throws IOException {
        Sandbox made;
        try {
            made = Sandbox.up("rootless", "demo");
        } catch (SandboxException e) {
            System.out.println(e.getMessage());
            return;
        }
        try (Server server = made.serve();
                Client client = new Client(server.target())) {
            String script = "echo 21 >/proc/sys/net/ipv4/tcp_fin_timeout; echo x >/etc/jforge-mark; groupadd jforgeg;"
                    + " printf '%s ' $(uname -n) $(id -u) $(cat /proc/sys/net/ipv4/tcp_fin_timeout /etc/jforge-mark)"
                    + " $(grep -c jforgeg /etc/group)";
            System.out.println(client.run(script).text());
        } finally {
            Sandbox.down(made.name());
        }
    }
}
