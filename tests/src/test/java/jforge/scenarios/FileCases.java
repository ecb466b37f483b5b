package jforge.scenarios;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What files meet on real hosts, as data. */
final class FileCases {
    private static final String LONG = "x".repeat(255);
    private static final String LONG_TOO = "x".repeat(254) + "y";
    private static final String WIDE = "ü".repeat(127);
    private static final String OLD = "[ \"$(cat f)\" = old ]";
    private static final String NEW = "[ \"$(cat f)\" = new ]";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMZjnknHyE0yQYw3Ryvbde60wQ9QuLsbKEc9fwnxl2nf";
    private static final String FULL = "{ cat /dev/zero >t/fill 2>/dev/null || :; }";
    private static final String TOO_FULL = "could not be written whole: is its file system full?";

    /** How the run ends for the case. */
    enum End {
        /** Changed, and nothing is left to change. */
        DONE,
        FAILED,
        /** By the plan. */
        REFUSED
    }

    /**
     * @param gnu it needs what BusyBox hasn't
     * @param prepare shell, in the case's own folder
     * @param declared resources, of which each begins with "- "; @ stands for the folder
     * @param message what the run says of it
     * @param state shell that succeeds afterwards, in the folder
     */
    record Case(String name, boolean gnu, String prepare, String declared, End end, String message, String state) {
        String at() {
            return "/srv/real/" + name;
        }

        String expected() {
            return state.replace("@", at());
        }

        boolean saidBy(String out) {
            if (end == End.DONE) {
                int again = out.indexOf("\nfailed: ");
                return again > 0 && !out.substring(again).contains(at() + "/");
            }
            return reasons(out).contains(message.replace("@", at()));
        }

        /** What is said below the lines that name the folder; all where the message tells by itself. */
        private String reasons(String out) {
            if (end == End.REFUSED || message.endsWith("failed")) {
                return out;
            }
            var reasons = new StringBuilder();
            boolean own = false;
            for (String line : out.split("\n")) {
                boolean label = !line.startsWith("      ");
                own = label ? line.contains(at() + "/") && line.endsWith("  failed") : own;
                reasons.append(own && !label ? line + "\n" : "");
            }
            return reasons.toString();
        }
    }

    private FileCases() {}

    static String inventory(List<Case> cases, Set<End> ends) {
        return cases.stream()
                .filter(c -> ends.contains(c.end))
                .flatMap(c -> c.declared.replace("@", c.at()).lines())
                .map(line -> "  " + line.replace("- ", "- on: h1\n    ") + "\n")
                .collect(Collectors.joining("", "resources:\n", ""));
    }

    static Stream<Case> all() {
        return Stream.of(names(), longNames(), links(), mounts(), permissions(), full(), others())
                .flatMap(c -> c);
    }

    private static Case done(String name, String prepare, String declared, String state) {
        return new Case(name, false, prepare, declared, End.DONE, "", state);
    }

    private static Case gnu(String name, String prepare, String declared, String state) {
        return new Case(name, true, prepare, declared, End.DONE, "", state);
    }

    private static Case fails(String name, String prepare, String declared, String message, String state) {
        return new Case(name, false, prepare, declared, End.FAILED, message, state);
    }

    private static Case locked(String name, String prepare, String declared, String message, String state) {
        return new Case(name, true, prepare, declared, End.FAILED, message, state);
    }

    private static Case refused(String name, String prepare, String declared, String message, String state) {
        return new Case(name, false, prepare, declared, End.REFUSED, message, state);
    }

    private static String file(String path, String more) {
        return "- file: '" + path + "'\n  content: \"new\\n\"\n" + more;
    }

    private static Stream<Case> names() {
        String odd = "it''s \"a\" $HOME `id` \\n %s *";
        return Stream.of(
                done(
                        "quotes",
                        "echo old >\"$(printf '%s' \"it's \")x\"",
                        file("@/" + odd, ""),
                        "[ \"$(cat *HOME*)\" = new ]"),
                done("quotes-line", "echo x >'a b'", "- line: \"it's\"\n  in: '@/a b'", "grep -qx \"it's\" 'a b'"),
                done("quotes-link", ":", "- link: '@/" + odd + "'\n  to: '" + odd + "'", "[ -L *HOME* ]"),
                done(
                        "quotes-command",
                        ":",
                        "- command: make quotes\n  run: 'cat >\"a b\"'\n  stdin: new\n"
                                + "  directory: '@'\n  creates: '@/a b'",
                        "[ \"$(cat 'a b')\" = new ]"),
                done(
                        "dashes",
                        "echo old >-rf",
                        "- directory: '@/-p'\n" + file("@/-p/--help", "") + file("@/-rf", "")
                                + "- link: '@/-s'\n  to: '-t'\n- line: '-n'\n  in: '@/-e'\n  create: true",
                        "[ \"$(cat ./-p/--help ./-rf ./-e | tr '\\n' .)\" = new.new.-n. ] && [ \"$(readlink ./-s)\" = -t ]"),
                done(
                        "utf-8",
                        "mkdir 日本; echo alt >日本/é",
                        "- directory: '@/grün'\n" + file("@/grün/ß", "")
                                + "- file: '@/日本/é'\n  content: 'naïve'\n- line: 'größe=1'\n  in: '@/grün/ä'\n  create: true\n"
                                + "- link: '@/→'\n  to: grün",
                        "[ \"$(cat grün/ß 日本/é grün/ä →/ß | tr -d '\\n')\" = newnaïvegröße=1new ]"),
                done(
                        "source",
                        ":",
                        "- file: '@/a \"b\"'\n  source: 'grün -x.bin'",
                        "[ \"$(od -c a* | head -n 1)\" = '0000000   a  \\0   b' ]"),
                done("tree", ":", "- directory: '@/d'\n  source: \"it's a tree\"", "[ \"$(cat 'd/-a b'/gr*)\" = new ]"),
                done(
                        "newlines-below",
                        "mkdir -p 'd/a\nb'; : >'d/a\nb/c\n'; : >d/-x; chmod 700 'd/a\nb'",
                        "- directory: '@/d'\n  recursive: true\n  owner: 2\n  file-mode: 0640\n  directory-mode: 0751",
                        "[ \"$(find d/* -exec stat -c %u:%a {} + | sort | tr '\\n' ' ')\" = '2:640 2:640 2:751 ' ]"));
    }

    private static Stream<Case> longNames() {
        return Stream.of(
                done(
                        "long",
                        "echo old >" + LONG,
                        file("@/" + LONG, "") + file("@/" + LONG_TOO, "") + "- line: more\n  in: '@/" + "z".repeat(255)
                                + "'\n  create: true",
                        "[ \"$(cat x* z* | tr '\\n' .)\" = new.new.more. ]"),
                done(
                        "long-line",
                        "echo old >" + LONG,
                        "- line: new\n  in: '@/" + LONG + "'",
                        "[ \"$(tail -n 1 x*)\" = new ]"),
                done(
                        "long-wide",
                        "echo old >" + WIDE,
                        file("@/" + WIDE, "follow: true\n".indent(2)),
                        "[ \"$(cat *)\" = new ]"),
                done(
                        "long-link",
                        "ln -s old " + LONG,
                        "- link: '@/" + LONG + "'\n  to: new\n- link: '@/" + WIDE + "'\n  to: new",
                        "[ \"$(readlink " + LONG + ")\" = new ] && [ \"$(readlink " + WIDE + ")\" = new ]"),
                done(
                        "long-followed",
                        "echo old >" + LONG + "; ln -s " + LONG + " f",
                        file("@/f", "  follow: true\n"),
                        NEW));
    }

    private static Stream<Case> links() {
        return Stream.of(
                done(
                        "through-a-link",
                        "mkdir real; ln -s real way",
                        file("@/way/f", ""),
                        "[ \"$(cat real/f)\" = new ] && [ -L way ]"),
                done(
                        "followed",
                        "echo old >to; ln -s to f",
                        file("@/f", "  follow: true\n"),
                        "[ -L f ] && [ \"$(cat to)\" = new ]"),
                done(
                        "dangling-followed",
                        "ln -s to f",
                        file("@/f", "  follow: true\n"),
                        "[ -L f ] && [ \"$(cat to)\" = new ]"),
                done("hard-link", "echo old >f; ln f g", file("@/f", ""), NEW + " && [ \"$(cat g)\" = old ]"),
                done("dangling-absent", "ln -s nowhere f", "- file: '@/f'\n  absent: true", "[ ! -L f ]"),
                refused(
                        "link",
                        "echo old >to; ln -s to f",
                        file("@/f", ""),
                        "@/f is a symbolic link; set follow: true",
                        OLD),
                refused(
                        "dangling",
                        "ln -s to f",
                        file("@/f", ""),
                        "@/f is a symbolic link; set follow: true",
                        "[ ! -e to ]"),
                refused("loop", "ln -s f f", file("@/f", ""), "@/f is a symbolic link; set follow: true", "[ -L f ]"),
                refused(
                        "link-for-directory",
                        "mkdir d; ln -s d f",
                        "- directory: '@/f'",
                        "@/f is there and is no directory",
                        "[ -L f ]"),
                refused(
                        "file-for-link",
                        "echo old >f",
                        "- link: '@/f'\n  to: x",
                        "@/f is there and is no symbolic link",
                        OLD),
                refused("directory", "mkdir f", file("@/f", ""), "@/f is a directory; remove it first", "[ -d f ]"),
                refused("directory-line", "mkdir f", "- line: x@/\n  in: '@/f'", "@/f is no regular file", "[ -d f ]"),
                refused("fifo", "mkfifo f", file("@/f", ""), "@/f is a device, a pipe or a socket", "[ -p f ]"),
                refused("fifo-line", "mkfifo f", "- line: x@/\n  in: '@/f'", "@/f is no regular file", "[ -p f ]"),
                refused("below-a-file", "echo old >f", file("@/f/g", ""), "@/f is no directory yet", OLD),
                done("fifo-absent", "mkfifo f", "- file: '@/f'\n  absent: true", "[ ! -e f ]"));
    }

    private static Stream<Case> mounts() {
        String mount = "echo old >f; echo old >under; mount --bind under f";
        String both = NEW + " && [ \"$(cat under)\" = new ]";
        String small = "mkdir t; mount -t tmpfs -o size=8k none t; echo old >t/f; echo x >f; mount --bind t/f f; ";
        return Stream.of(
                done("mounted", mount, file("@/f", ""), both),
                done(
                        "mounted-line",
                        "echo new >f; echo 1 >under; mount --bind under f",
                        "- line: x@/\n  in: '@/f'\n  match: 1",
                        "[ \"$(cat f under)\" = \"$(printf 'x@/\\nx@/')\" ]"),
                done(
                        "mounted-mode",
                        mount,
                        file("@/f", "  mode: 0600\n"),
                        both + " && [ \"$(stat -c %a under)\" = 600 ]"),
                fails("mounted-absent", mount, "- file: '@/f'\n  absent: true", "busy", OLD),
                fails(
                        "mounted-full",
                        small + FULL,
                        "- file: '@/f'\n  source: large.bin",
                        "@/f: it is a mount point, and could not be written in place",
                        OLD),
                fails(
                        "read-only",
                        "mkdir d; echo old >d/f; mount --bind d d; mount -o remount,ro,bind d",
                        file("@/d/f", "")
                                + "- directory: '@/d/e'\n- link: '@/d/l'\n  to: x\n- line: x@/\n  in: '@/d/f2'\n  create: true",
                        "Read-only file system",
                        "cd d && " + OLD + " && [ \"$(ls -A)\" = f ]"));
    }

    private static Stream<Case> permissions() {
        return Stream.of(
                locked(
                        "immutable",
                        "echo old >f; chattr +i f",
                        file("@/f", ""),
                        "not permitted",
                        "chattr -i f; " + OLD),
                locked(
                        "immutable-line",
                        "echo old >f; chattr +i f",
                        "- line: x@/\n  in: '@/f'",
                        "not permitted",
                        "chattr -i f; " + OLD),
                locked(
                        "immutable-mode",
                        "echo old >f; chmod 644 f; chattr +i f",
                        "- file: '@/f'\n  mode: 0600",
                        "not permitted",
                        "chattr -i f; [ \"$(stat -c %a f)\" = 644 ]"),
                locked(
                        "immutable-absent",
                        "echo old >f; chattr +i f",
                        "- file: '@/f'\n  absent: true",
                        "not permitted",
                        "chattr -i f; " + OLD),
                locked(
                        "append-only",
                        "echo old >f; chattr +a f",
                        file("@/f", ""),
                        "not permitted",
                        "chattr -a f; " + OLD),
                locked(
                        "immutable-above",
                        "mkdir d; chattr +i d",
                        file("@/d/f", ""),
                        "not permitted",
                        "chattr -i d; [ ! -e d/f ]"),
                done(
                        "set-user-id",
                        "echo old >f; chown 1:2 f; chmod 6755 f",
                        file("@/f", ""),
                        "[ \"$(stat -c %u:%g:%a f)\" = 1:2:6755 ]"),
                done(
                        "set-user-id-given",
                        "echo old >f; chmod 6755 f",
                        file("@/f", "  owner: 1\n"),
                        "[ \"$(stat -c %u:%a f)\" = 1:6755 ]"),
                done(
                        "set-user-id-cleared",
                        "echo old >f; chmod 6755 f",
                        file("@/f", "  mode: 0755\n"),
                        "[ \"$(stat -c %a f)\" = 755 ]"),
                gnu(
                        "acl-kept",
                        "echo old >f; chmod 600 f; setfacl -m u:daemon:rw f",
                        file("@/f", ""),
                        "getfacl f | grep -qx user:daemon:rw- && getfacl f | grep -qx group::---"),
                gnu(
                        "acl-kept-line",
                        "echo old >f; chmod 600 f; setfacl -m u:daemon:rw f",
                        "- line: x@/\n  in: '@/f'",
                        "getfacl f | grep -qx user:daemon:rw- && getfacl f | grep -qx group::---"),
                gnu(
                        "acl-for-a-mode",
                        "echo old >f; setfacl -m u:daemon:rw f",
                        file("@/f", "  mode: 0640\n"),
                        "! getfacl f | grep daemon && [ \"$(stat -c %a f)\" = 640 ]"),
                done(
                        "umask",
                        ":",
                        file("@/f", "") + "- directory: '@/d'\n- line: x@/\n  in: '@/l'\n  create: true",
                        "[ \"$(stat -c %a f d l | tr '\\n' .)\" = 644.755.644. ]"));
    }

    private static Stream<Case> full() {
        String small = "mkdir t; mount -t tmpfs -o size=16k none t; echo old >t/f; " + FULL;
        String none = "mkdir t; mount -t tmpfs -o nr_inodes=2 none t; echo old >t/f";
        String same = "cd t && " + OLD;
        return Stream.of(
                fails("full", small, file("@/t/f", ""), "@/t/.f.jforge-new " + TOO_FULL, same),
                fails("full-new", small, file("@/t/g", ""), "@/t/.g.jforge-new " + TOO_FULL, "[ ! -e t/g ]"),
                fails("full-source", small, "- file: '@/t/f'\n  source: large.bin", "No space left", same),
                fails("full-line", small, "- line: x@/\n  in: '@/t/f'", "No space left on device", same),
                fails("full-line-new", small, "- line: x@/\n  in: '@/t/g'\n  create: true", TOO_FULL, "[ ! -e t/g ]"),
                fails(
                        "full-sysctl",
                        small,
                        "- sysctl: net.ipv4.tcp_keepalive_probes\n  value: 8\n  file: '@/t/f'",
                        "tcp_keepalive_probes  failed",
                        same),
                fails(
                        "full-keys",
                        "echo full:x:4001:4001::$PWD/t:/bin/sh >>/etc/passwd; echo full:x:4001: >>/etc/group; mkdir t;"
                                + " mount -t tmpfs -o size=16k,mode=755 none t; mkdir -m 700 t/.ssh;"
                                + " echo '# old' >t/.ssh/authorized_keys; chmod 600 t/.ssh/*; chown -R 4001:4001 t; "
                                + FULL,
                        "- authorized-keys: full\n  keys: " + KEY,
                        "authorized-keys full  failed",
                        "[ \"$(cat t/.ssh/authorized_keys)\" = '# old' ] && [ \"$(ls -A t/.ssh)\" = authorized_keys ]"),
                fails(
                        "inodes",
                        none,
                        file("@/t/f", "") + "- directory: '@/t/d'\n- link: '@/t/l'\n  to: x",
                        "No space left",
                        same));
    }

    private static Stream<Case> others() {
        return Stream.of(
                refused(
                        "download-nowhere",
                        ":",
                        "- download: '@/d/f'\n  url: http://127.0.0.1:9/f\n  checksum: sha256:" + "0".repeat(64),
                        "@/d is no directory yet",
                        "[ ! -e d ]"),
                fails(
                        "gone-meanwhile",
                        "mkdir d",
                        "- command: drop it\n  run: rm -rf @/d && echo >@/gone\n  creates: '@/gone'\n"
                                + file("@/d/f", "  requires: [command drop it]\n"),
                        "@/d/ is missing",
                        "[ ! -e d ]"));
    }
}
