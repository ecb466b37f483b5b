package jforge.base;

import java.util.ArrayList;
import java.util.List;
import jforge.resource.ResourceType;

/**
 * One starting state.
 *
 * @param setup shell that makes it; $f is the path, the working directory its directory
 * @param wanted of the declaration, without the key
 * @param first the outcomes expected of its steps
 * @param check shell that succeeds when the end is right
 */
record PathCase(String name, ResourceType<?, ?> type, String setup, Object[] wanted, String first, String check) {
    /** Of file, directory, link and line. */
    static List<PathCase> all() {
        List<PathCase> cases = new ArrayList<>();
        FileType file = new FileType();
        DirectoryType directory = new DirectoryType();
        LinkType link = new LinkType();
        LineType line = new LineType();
        String x = "it's 100%\\n \"x\"\nno end";
        String isX = "[ \"$(cat \"$f\")\" = 'it'\\''s 100%\\n \"x\"\nno end' ]";
        String old = "printf old >\"$f\"; chmod 0640 \"$f\"; chown 1:2 \"$f\"";
        cases.add(new PathCase(
                "file from absent",
                file,
                ":",
                of("content", x),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%u:%g \"$f\")\" = 644:0:0 ]"));
        cases.add(new PathCase(
                "file with everything from absent",
                file,
                ":",
                of("content", x, "mode", "4750", "owner", "daemon", "group", "7"),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%U:%g \"$f\")\" = 4750:daemon:7 ]"));
        cases.add(new PathCase(
                "file from different keeps mode and owner",
                file,
                old,
                of("content", x),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%u:%g \"$f\")\" = 640:1:2 ]"));
        cases.add(new PathCase(
                "file from different, mode too",
                file,
                old,
                of("content", x, "mode", "0600", "group", "root"),
                "[changed]",
                isX + " && [ \"$(stat -c %a:%u:%g \"$f\")\" = 600:1:0 ]"));
        cases.add(new PathCase("file from same", file, "printf x >\"$f\"", of("content", "x"), "[]", "true"));
        cases.add(new PathCase(
                "file after a crash",
                file,
                "printf half >\"./.${f##*/}.jforge-new\"",
                of("content", x),
                "[changed]",
                isX));
        cases.add(new PathCase(
                "file, a link planted at the temporary name",
                file,
                "printf keep >keep; ln -s keep \"./.${f##*/}.jforge-new\"",
                of("content", x),
                "[changed]",
                isX + " && [ \"$(cat keep)\" = keep ]"));
        cases.add(new PathCase(
                "file, mode and owner alone",
                file,
                "printf x >\"$f\"; ln \"$f\" other",
                of("content", "x", "mode", "2755", "owner", "1"),
                "[changed]",
                "[ \"$(stat -c %a:%u:%h \"$f\")\" = 2755:1:2 ]"));
        cases.add(new PathCase(
                "file, empty", file, ":", of("content", ""), "[changed]", "[ -f \"$f\" ] && [ ! -s \"$f\" ]"));
        cases.add(new PathCase("file without content", file, ":", of("mode", "0600"), "[changed]", "[ -f \"$f\" ]"));
        cases.add(new PathCase(
                "file, secret",
                file,
                old,
                of("content", jforge.plan.Value.secret(x), "mode", "0600"),
                "[changed]",
                isX + " && [ \"$(stat -c %a \"$f\")\" = 600 ]"));
        cases.add(new PathCase(
                "file, in a directory with a set group",
                file,
                "chgrp 7 . && chmod g+s .",
                of("content", x),
                "[changed]",
                isX + " && [ \"$(stat -c %g \"$f\")\" = 0 ]"));
        cases.add(new PathCase(
                "file, valid", file, old, of("content", x, "validate", "grep -q end %s"), "[changed]", isX));
        cases.add(new PathCase(
                "file, followed",
                file,
                "printf old >there; ln -s there \"$f\"",
                of("content", x, "follow", true),
                "[changed]",
                isX + " && [ -L \"$f\" ] && [ ! -L there ]"));
        cases.add(new PathCase(
                "file, absent", file, "printf x >\"$f\"", of("absent", true), "[changed]", "[ ! -e \"$f\" ]"));
        cases.add(new PathCase(
                "file, absent, a dangling link",
                file,
                "ln -s nowhere \"$f\"",
                of("absent", true),
                "[changed]",
                "[ ! -L \"$f\" ]"));
        cases.add(new PathCase(
                "directory from absent",
                directory,
                ":",
                of(),
                "[changed]",
                "[ \"$(stat -c %F:%a \"$f\")\" = directory:755 ]"));
        cases.add(new PathCase(
                "directory with everything",
                directory,
                "chgrp 7 . && chmod g+s .",
                of("mode", "1770", "owner", "daemon"),
                "[changed]",
                "[ \"$(stat -c %a:%U:%g \"$f\")\" = 1770:daemon:0 ]"));
        cases.add(new PathCase(
                "directory of another mode",
                directory,
                "mkdir \"$f\"; chown 1:2 \"$f\"; chmod 2700 \"$f\"",
                of("mode", "0750"),
                "[changed]",
                "[ \"$(stat -c %a:%u:%g \"$f\")\" = 750:1:2 ]"));
        cases.add(new PathCase(
                "directory, absent", directory, "mkdir \"$f\"", of("absent", true), "[changed]", "[ ! -e \"$f\" ]"));
        cases.add(new PathCase(
                "directory, all below it",
                directory,
                "mkdir \"$f\" && mkdir -m 711 \"$f/d\" && : >\"$f/d/x\"",
                of("owner", "daemon", "recursive", true, "file-mode", "0600", "directory-mode", "0755"),
                "[changed, changed]",
                "[ \"$(stat -c %a:%U \"$f/d\" \"$f/d/x\")\" = '755:daemon\n600:daemon' ]"));
        cases.add(new PathCase(
                "directory, absent with all in it",
                directory,
                "mkdir -p \"$f/d\" && : >\"$f/d/x\"",
                of("absent", true, "recursive", true),
                "[changed]",
                "[ ! -e \"$f\" ]"));
        cases.add(new PathCase(
                "link from absent",
                link,
                ":",
                of("to", "-a 'b"),
                "[changed]",
                "[ \"$(readlink \"$f\")\" = \"-a 'b\" ]"));
        cases.add(new PathCase(
                "link to a directory, led elsewhere",
                link,
                "mkdir a b; ln -s a \"$f\"",
                of("to", "b"),
                "[changed]",
                "[ \"$(readlink \"$f\")\" = b ] && [ ! -e a/b ]"));
        cases.add(new PathCase(
                "link after a crash",
                link,
                "ln -s old \"$f\"; ln -s half \"./.${f##*/}.jforge-new\"",
                of("to", "b"),
                "[changed]",
                "[ \"$(readlink \"$f\")\" = b ]"));
        cases.add(new PathCase("link, same", link, "ln -s b \"$f\"", of("to", "b"), "[]", "true"));
        cases.add(new PathCase(
                "link, absent", link, "ln -s b \"$f\"", of("absent", true), "[changed]", "[ ! -L \"$f\" ]"));
        cases.add(new PathCase(
                "line appended, mode kept",
                line,
                "printf 'a\\nb' >\"$f\"; chmod 0640 \"$f\"; chown 1:2 \"$f\"",
                of("line", "it's \\1 & 1.0"),
                "[changed]",
                "[ \"$(cat \"$f\"; stat -c %a:%u:%g \"$f\")\" = 'a\nb\nit'\\''s \\1 & 1.0\n640:1:2' ]"));
        cases.add(new PathCase(
                "line, no number",
                line,
                "printf '1\\n' >\"$f\"",
                of("line", "1.0"),
                "[changed]",
                "[ \"$(cat \"$f\")\" = '1\n1.0' ]"));
        cases.add(new PathCase("line, same", line, "printf 'a\\nb\\n' >\"$f\"", of("line", "b"), "[]", "true"));
        cases.add(new PathCase(
                "line replaced, its doubles gone",
                line,
                "printf '#Port 1\\nx\\nPort 22\\ny\\n' >\"$f\"",
                of("line", "Port 2222", "match", "^#?Port [0-9]+$"),
                "[changed]",
                "[ \"$(cat \"$f\")\" = 'Port 2222\nx\ny' ]"));
        cases.add(new PathCase(
                "line created",
                line,
                ":",
                of("line", "a", "create", true),
                "[changed]",
                "[ \"$(cat \"$f\"; stat -c %a \"$f\")\" = 'a\n644' ]"));
        cases.add(new PathCase(
                "lines gone",
                line,
                "printf 'a 1\\nb\\na 2\\n' >\"$f\"",
                of("line", "a", "match", "^a", "absent", true),
                "[changed]",
                "[ \"$(cat \"$f\")\" = b ]"));
        return cases;
    }

    private static Object[] of(Object... pairs) {
        return pairs;
    }
}
