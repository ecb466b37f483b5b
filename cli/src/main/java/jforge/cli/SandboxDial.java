package jforge.cli;

import java.io.IOException;
import jforge.sandbox.Sandbox;
import jforge.sandbox.Server;
import jforge.transport.Fleet;
import jforge.transport.FrameSink;
import jforge.transport.Shell;
import jforge.transport.Target;

/**
 * Reaches the hosts of an inventory; a sandbox is made first if it isn't there.
 *
 * @param usual reaches every other host, and a sandbox's server
 */
record SandboxDial(String inventory, Fleet.Dial usual) implements Fleet.Dial {
    @Override
    public Shell to(Target target) throws IOException {
        if (target.kind() != Target.Kind.SANDBOX) {
            return usual.to(target);
        }
        Server server = Sandbox.up(inventory, target.name()).serve();
        try {
            return new Inside(usual.to(server.target()), server);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** A shell whose server ends with it. */
    private record Inside(Shell shell, Server server) implements Shell {
        @Override
        public Result run(String script, FrameSink sink) throws IOException {
            return shell.run(script, sink);
        }

        @Override
        public String token() {
            return shell.token();
        }

        @Override
        public void stop() throws IOException {
            shell.stop();
        }

        @Override
        public void close() {
            shell.close();
            server.close();
        }
    }
}
