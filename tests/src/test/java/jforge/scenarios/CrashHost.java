package jforge.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jforge.hosts.TestHost;

/** A host whose connections can be cut before any frame, by what stands before sh in its PATH. */
record CrashHost(TestHost host) {
    /** How a run is cut. */
    enum Way {
        /** jforge itself, by kill -9, while the host waits before the frame. */
        CONTROLLER("hold"),
        /** The host's sh, by kill -9. */
        SHELL("shell"),
        /** sshd's process of the connection, by kill -9. */
        SESSION("session");

        private final String how;

        Way(String how) {
            this.how = how;
        }
    }

    /** Written by tools of the host for many resources together, so that they are in between most of the time. */
    private static final List<String> SHARED = List.of(
            "/etc/passwd",
            "/etc/shadow",
            "/etc/group",
            "/etc/gshadow",
            "/etc/subuid",
            "/etc/subgid",
            "/etc/.pwd.lock",
            "/etc/systemd/system",
            "/etc/ld.so.cache",
            "/etc/fstab",
            "/etc/mtab");

    static CrashHost start() {
        TestHost host = TestHost.start();
        host.exec("cat >/usr/local/bin/sh <<'END-OF-HOOK'\n" + CrashInventory.text("../crash-host/sh")
                + "END-OF-HOOK\nchmod 755 /usr/local/bin/sh; mkdir /run/cut; mkfifo /run/cut/come /run/cut/go;"
                + " echo 0 >/run/cut/at; echo 0 >/run/cut/count");
        return new CrashHost(host);
    }

    /** Cuts before the frame of this number, from 1. */
    void arm(Way way, int frame) {
        host.exec("cd /run/cut; echo 0 >count; : >log; echo " + way.how + " >how; echo " + frame + " >at");
    }

    void disarm() {
        host.exec("cd /run/cut; echo 0 >at; echo 0 >count; : >log");
    }

    /** The names of all frames since {@link #disarm}; the end of a script has none. */
    List<String> frames() {
        return List.of(host.exec("cat /run/cut/log").split("\n", -1));
    }

    void awaitHeld() {
        host.exec("timeout 60 cat /run/cut/come");
    }

    /**
     * Lets the shell that is held go on once sshd has noticed that its client is gone.
     *
     * @return milliseconds until no shell of jforge's was left
     */
    long letGo() {
        Connections.awaitNone(host);
        long start = System.nanoTime();
        host.exec("timeout 60 sh -c 'echo >/run/cut/go'");
        Connections.awaitNoShell(host);
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Files, directories and links where something is managed, with type, mode, owner and content. */
    Map<String, String> files() {
        String found = "find etc srv home root usr/local var/spool -xdev -not -path 'srv/jforge-repo*' ";
        String all = host.exec("cd /; " + found + "\\( -type f -o -type d -o -type l \\) "
                + "-printf '/%p\\t%y %m %u:%g %l\\n'; " + found + "-type f -exec sha256sum '{}' +");
        Map<String, String> files = new TreeMap<>();
        for (String line : all.split("\n")) {
            // "PATH<tab>FACTS", or "DIGEST  PATH" of one that had its facts before
            String[] digest = line.split("  ", 2);
            String[] facts = line.split("\t", 2);
            String path = facts.length == 2 ? facts[0] : "/" + digest[1];
            if (SHARED.stream().noneMatch(path::startsWith)) {
                files.merge(path, facts.length == 2 ? facts[1] : digest[0], String::concat);
            }
        }
        return files;
    }

    /** What is neither as before nor as after: a line each. */
    static String between(Map<String, String> before, Map<String, String> now, Map<String, String> after) {
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(now.keySet());
        paths.addAll(after.keySet());
        List<String> faults = new ArrayList<>();
        for (String path : paths) {
            String is = String.valueOf(now.get(path));
            if (!is.equals(String.valueOf(before.get(path))) && !is.equals(String.valueOf(after.get(path)))) {
                faults.add(path + ": " + is + "\n  before: " + before.get(path) + "\n  after: " + after.get(path));
            }
        }
        return String.join("\n", faults);
    }

    /** Without the names that a dead run may leave until the next. */
    static Map<String, String> withoutTemporaries(Map<String, String> files) {
        return files.entrySet().stream()
                .filter(e -> !e.getKey().matches(".*/\\..*\\.jforge-[^/]*"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Everything of jforge's that is on the host, but for its empty folders: nothing, where all runs have ended well. */
    String leftovers() {
        return host.exec(
                "find / -xdev -name '.*.jforge-*' -o -path '/var/lib/jforge/*' -not -name owed -not -name 'ran-*'"
                        + " -not -path '/var/lib/jforge/archives*';"
                        + " pgrep -fa 'IFS= [r]ead -r T ' || :");
    }
}
