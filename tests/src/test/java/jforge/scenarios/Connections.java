package jforge.scenarios;

import jforge.hosts.TestHost;

/** Waits for what a client that died left on a host. */
final class Connections {
    private Connections() {}

    /** Returns when sshd has noticed that every client is gone. */
    static void awaitNone(TestHost host) {
        await(host, "^sshd: [a-z]*@notty");
    }

    /** Returns when no shell of jforge's runs any more. */
    static void awaitNoShell(TestHost host) {
        await(host, "IFS= read -r T ");
    }

    private static void await(TestHost host, String pattern) {
        // the brackets keep the pattern from finding itself
        String itself = "[" + pattern.charAt(0) + "]" + pattern.substring(1);
        String safe = pattern.startsWith("^") ? pattern : itself;
        host.exec("n=0; while pgrep -f '" + safe + "' >/dev/null; do n=$((n + 1));"
                + " [ $n -lt 600 ] || { ps -ef; exit 1; }; sleep 0.05; done");
    }
}
