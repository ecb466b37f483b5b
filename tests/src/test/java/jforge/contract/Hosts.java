package jforge.contract;

import java.io.IOException;
import jforge.hosts.TestHost;
import jforge.kit.Host;
import jforge.transport.Connector;
import jforge.transport.Shell;
import org.jspecify.annotations.Nullable;

/** The hosts of all contracts, one of a kind; made when first needed, gone with the tests. */
final class Hosts {
    private static final Connector CONNECTOR = new Connector();

    private static @Nullable Host busybox;

    private Hosts() {}

    static Host debian() {
        return new Real("debian", TestHost.shared());
    }

    static synchronized Host busybox() {
        Host made = busybox;
        if (made == null) {
            TestHost host = TestHost.start(TestHost.BUSYBOX);
            Runtime.getRuntime().addShutdownHook(new Thread(host::close));
            made = new Real("busybox", host);
            busybox = made;
        }
        return made;
    }

    private record Real(String name, TestHost host) implements Host {
        @Override
        public Shell open() throws IOException {
            return CONNECTOR.connect(host.target());
        }

        @Override
        public boolean startsCommands() {
            return name.equals("debian");
        }
    }
}
