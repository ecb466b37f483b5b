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
    private static @Nullable Host dnf;

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

    static synchronized Host dnf() {
        Host made = dnf;
        if (made == null) {
            TestHost host = TestHost.start(TestHost.DNF);
            // dnf notes the checksum of a package in a local repository at that file, once
            host.exec("for p in jf-lib jf-web-1.0 jf-web-2.0; do dnf -C --assumeno install $p >/dev/null || :; done");
            Runtime.getRuntime().addShutdownHook(new Thread(host::close));
            made = new Real("dnf", host);
            dnf = made;
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
            return !name.equals("busybox");
        }
    }
}
