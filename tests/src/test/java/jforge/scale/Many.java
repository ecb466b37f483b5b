package jforge.scale;

import java.util.List;

/**
 * How to declare many of a type, and what they may cost.
 *
 * @param name of what is counted; begins with the type's key
 * @param one a declaration in flow style, with {@code @} for its number, from 0, and {@code %} for that divided by 5
 * @param given shell that makes a host ready for {@code $1} of them; {@code each COMMAND} runs it with $i for each
 * @param plan how many processes a plan may start for each of them, when nothing is to do: none, but for a digest each of
 *     what is secret, for no tool digests many texts at once, and for a look at each tree
 * @param apply how many processes a changed one may start, those of its tools among them: that of a service has systemd
 *     read its units again, that of a user or group tells the name services; negative where changing many shows nothing of jforge's own
 */
record Many(String name, String one, String given, int plan, double apply) {
    private static final String TREE = "/srv/scale/";

    /** The digest of "x". */
    private static final String X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    /** Of an archive that holds a file "x". */
    private static final String TAR = "2039b9aaed6799ef2a54a9c1797ec887c179c229d1ac30524395a42ff254dcea";

    /** One for each type, at least; a new type gets a line. */
    static final List<Many> ALL = List.of(
            new Many("file", "file: /srv/scale/f@, content: \"x @\\n\", mode: 0640, owner: daemon", "", 0, 7),
            new Many("file, secret", "file: /srv/scale/s@, content: \"${secrets.canary} @\\n\"", "", 2, 7),
            new Many("directory", "directory: /srv/scale/d@, mode: 0750, owner: daemon", "", 0, 5),
            new Many(
                    "directory, whole",
                    "directory: /srv/scale/w@, owner: daemon, recursive: true, file-mode: 0640, purge: true",
                    "",
                    2,
                    12),
            new Many("link", "link: /srv/scale/l@, to: f@", "", 0, 3),
            new Many("line", "line: \"setting @\", in: /srv/scale/lines%, create: true", "", 0, 9),
            new Many(
                    "line, match",
                    "line: \"k@ = 1\", in: /srv/scale/matched%, match: \"^k@ \", create: true",
                    "",
                    0,
                    9),
            new Many("package", "package: jf-none-@, absent: true", "", 0, -1),
            new Many(
                    "service",
                    "service: scale-@, enabled: true",
                    "each 'printf \"[Service]\\nType=oneshot\\nRemainAfterExit=yes\\nExecStart=/bin/true\\n"
                            + "[Install]\\nWantedBy=multi-user.target\\n\" >/etc/systemd/system/scale-$i.service'"
                            + "; systemctl daemon-reload",
                    0,
                    26),
            new Many("user", "user: scale@, group: users, groups: [ daemon ], create-home: false", "", 0, 9),
            new Many(
                    "user, password",
                    "user: pw@, group: users, create-home: false, password-hash: \"$6$abcdefgh$01234567890123456789012345\"",
                    "",
                    3,
                    26),
            new Many("group", "group: scaleg@", "", 0, 8),
            new Many(
                    "sysctl",
                    "sysctl: net.ipv4.conf.scale%.@, value: 1",
                    "each '[ -e /proc/sys/net/ipv4/conf/scale$((i / 5)) ] || ip link add scale$((i / 5)) type bridge'",
                    0,
                    1),
            new Many("kernel-module", "kernel-module: \"loop\"", "", 0, -1),
            new Many(
                    "authorized-keys",
                    "authorized-keys: key@, keys: [ \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN1mYIgLcGGaHqVXBT"
                            + "+OJJfKHw2ADyeTWuHHhSZIvvXA a\" ]",
                    "each 'mkdir /srv/scale/home$i; chown $((8000 + i)) /srv/scale/home$i; "
                            + "echo \"key$i:x:$((8000 + i)):100::/srv/scale/home$i:/bin/sh\" >>/etc/passwd; "
                            + "echo \"key$i:*:19000:0:99999:7:::\" >>/etc/shadow'",
                    0,
                    20),
            new Many("command", "command: touch /srv/scale/c@, creates: /srv/scale/c@", "", 0, 12),
            new Many("command, once", "command: \": @\", run-once: true", "", 0, 12),
            new Many(
                    "download",
                    "download: /srv/scale/got@, url: \"https://192.0.2.1/x\", checksum: \"sha256:" + X + "\"",
                    "each 'printf x >/srv/scale/got$i'",
                    0,
                    -1),
            new Many(
                    "archive",
                    "archive: /srv/scale/a@, url: \"http://127.0.0.1:8114/one.tar\", checksum: \"sha256:" + TAR + "\"",
                    "mkdir -p /srv/scale-www; cd /srv/scale-www; printf x >x; tar --format=ustar --mtime=@0 --owner=0"
                            + " --group=0 --numeric-owner --mode=644 -cf one.tar x; busybox httpd -p 127.0.0.1:8114",
                    7,
                    45),
            new Many("mount", "mount: /srv/scale/m@, source: tmpfs, type: tmpfs, options: [size=64k]", "", 0, 40),
            new Many("repository", "repository: none-@, absent: true", "", 0, -1),
            new Many("cron", "cron: scale@, user: root, command: \":\", schedule: \"1 2 3 4 *\"", "", 0, 7));

    private static final List<String> SETTINGS =
            List.of("log_martians", "send_redirects", "shared_media", "src_valid_mark", "arp_filter");

    /** Declarations from one number to before another. */
    String declared(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            String number = name.equals("sysctl") ? SETTINGS.get(i % 5) : i + "";
            text.append("  - { on: all, ").append(one.replace("@", number).replace("%", i / 5 + ""));
            text.append(" }\n");
        }
        return text.toString();
    }

    /** Shell that makes a host ready. */
    String prepared(int count) {
        return "each() { i=0; while [ $i -lt " + count + " ]; do eval \"$1\"; i=$((i + 1)); done; }\nmkdir -p " + TREE
                + "\n" + given;
    }

    /** The key of its type. */
    String type() {
        return name.replaceFirst(",.*", "");
    }

    @Override
    public String toString() {
        return name;
    }
}
