package jforge.sandbox;

import java.io.IOException;

/** Another process that uses the same sandbox: prints what an earlier one left in it. */
final class Found {
    private Found() {}

    public static void main(String[] arguments) throws IOException {
        try (Server server = Sandbox.up(arguments[0], "demo").serve();
                Client client = new Client(server.target())) {
            System.out.println(client.run("cat /srv/kept").text());
        }
    }
}
