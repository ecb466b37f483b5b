package jforge.scenarios;

import jforge.hosts.TestHost;

/** A place on a host where a command waits until the test lets it through; the test waits until it has come. */
record Gate(TestHost host, String folder) {
    static Gate on(TestHost host) {
        String folder = host.folder();
        host.exec("chmod 755 " + folder + " && mkfifo -m 666 " + folder + "/come " + folder + "/go");
        return new Gate(host, folder);
    }

    /** A {@code validate:} that waits here. */
    String validate() {
        return "echo >" + folder + "/come && read -r _ <" + folder + "/go && [ -f %s ]";
    }

    /** Returns when the command waits. */
    void awaitArrival() {
        host.exec("timeout 40 cat " + folder + "/come");
    }

    void letThrough() {
        host.exec("timeout 40 sh -c 'echo >" + folder + "/go'");
    }
}
