package jforge.scenarios;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jforge.cli.InProcess.Ran;
import jforge.hosts.TestHost;
import jforge.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every type on a host of BusyBox alone: it works there, or the plan says why it can't. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BusyBoxLandsTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf";
    private static final String SCRIPT = """
            case $1 in
            status) [ -e /run/toy ] ;;
            start | restart) : >/run/toy ;;
            stop) rm -f /run/toy ;;
            esac
            """;

    /**
     * @param declared one resource
     * @param outcome shell that succeeds afterwards, or where the plan refuses it, what it says
     */
    private record Land(String type, boolean refused, String declared, String outcome) {}

    private static final List<Land> LANDS = List.of(
            works("file", "file: /srv/l/file\ncontent: new\nvalidate: grep -q new %s", "[ \"$(cat file)\" = new ]"),
            works(
                    "directory",
                    "directory: /srv/l/tree\nrecursive: true\nowner: nobody\nfile-mode: 0640",
                    "[ \"$(stat -c %U:%a tree/below/it)\" = nobody:640 ]"),
            works("link", "link: /srv/l/link\nto: file", "[ \"$(readlink link)\" = file ]"),
            works("line", "line: Port 2222\nin: /srv/l/config\nmatch: ^#?Port", "[ \"$(cat config)\" = 'Port 2222' ]"),
            works("group", "group: crew\ngid: 3000", "grep -qx crew:x:3000:ana /etc/group"),
            works("user", "user: ana\nuid: 3001\ngroups: [crew]", "grep -q ^ana:x:3001: /etc/passwd"),
            works(
                    "authorized-keys",
                    "authorized-keys: ana\nkeys: " + KEY,
                    "grep -q AAAA /home/ana/.ssh/authorized_keys"),
            works("command", "command: cp /srv/l/config /srv/l/copy\ncreates: /srv/l/copy", "[ -s copy ]"),
            works(
                    "sysctl",
                    "sysctl: net.ipv4.tcp_keepalive_intvl\nvalue: 61\nfile: /etc/sysctl.conf",
                    "grep -q '= 61$' /etc/sysctl.conf && [ \"$(cat /proc/sys/net/ipv4/tcp_keepalive_intvl)\" = 61 ]"),
            works("service", "service: toy", "[ -e /run/toy ]"),
            works(
                    "mount",
                    "mount: /srv/l/mnt\nsource: tmpfs\ntype: tmpfs\noptions: [size=64k]",
                    "grep -q ' /srv/l/mnt tmpfs ' /proc/mounts && grep -q /srv/l/mnt /etc/fstab"),
            works(
                    "download",
                    "download: /srv/l/got\nurl: http://127.0.0.1:8112/a.tar\nchecksum: sha256:SUM",
                    "cmp got www/a.tar"),
            works(
                    "archive",
                    "archive: /srv/l/site\nurl: http://127.0.0.1:8112/a.tar\nchecksum: sha256:SUM",
                    "[ -e site/below/it ]"),
            refused(
                    "kernel-module",
                    "kernel-module: no_such",
                    "a container can't load modules: load no_such on its machine"),
            refused(
                    "cron",
                    "cron: job\nschedule: '@daily'\ncommand: 'true'",
                    "there is no /etc/cron.d: BusyBox's cron doesn't look there"),
            refused(
                    "package",
                    "package: nginx",
                    "! package nginx  refused: looking failed (packages: exit status 1); the host said: this host has neither"),
            refused(
                    "repository",
                    "repository: own\nuris: file:/srv/own\nsuites: ./\ntrusted: true",
                    "neither apt nor dnf"));

    private final TestHost host = TestHost.start(TestHost.BUSYBOX);
    private final Workplace work = new Workplace(host, "lands");

    private static Land works(String type, String declared, String outcome) {
        return new Land(type, false, declared, outcome);
    }

    private static Land refused(String type, String declared, String message) {
        return new Land(type, true, declared, message);
    }

    @AfterAll
    void end() {
        work.close();
        host.close();
    }

    @Test
    void everyTypeIsHere() {
        var installed = new TreeSet<String>();
        ServiceLoader.load(ResourceType.class).forEach(type -> installed.add(type.key()));
        assertEquals(installed, LANDS.stream().map(Land::type).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatHasAMeaningWorksAndIsSettled() {
        host.exec(
                "mkdir -p /srv/l/tree/below /srv/l/mnt /srv/l/www; cd /srv/l; : >tree/below/it; echo '#Port 22' >config;"
                        + " cat >/etc/init.d/toy <<'END'\n#!/bin/sh\n" + SCRIPT + "END\nchmod 755 /etc/init.d/toy;"
                        + " tar -cf www/a.tar -C tree below; httpd -p 127.0.0.1:8112 -h /srv/l/www");
        String sum = host.exec("sha256sum </srv/l/www/a.tar").substring(0, 64);
        work.inventory(inventory(land -> !land.refused).replace("SUM", sum));
        Ran ran = work.apply();
        assertEquals(0, ran.code(), ran::toString);
        assertAll(LANDS.stream().filter(l -> !l.refused).map(l -> () -> host.exec("cd /srv/l; " + l.outcome)));
        work.settled();
    }

    @Test
    void whatHasNoneIsRefusedWithTheReason() {
        work.inventory(inventory(Land::refused));
        Ran ran = work.plan();
        assertEquals(4, ran.code(), ran::toString);
        assertAll(LANDS.stream()
                .filter(Land::refused)
                .map(l -> () -> assertTrue(ran.out().contains(l.outcome), () -> l.outcome + "\n" + ran)));
    }

    private static String inventory(Predicate<Land> which) {
        return LANDS.stream()
                .filter(which)
                .map(l -> "  - on: h1\n" + l.declared.indent(4))
                .collect(Collectors.joining("", "resources:\n", ""));
    }
}
