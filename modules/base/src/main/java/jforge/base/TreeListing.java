package jforge.base;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jforge.plan.Sh;
import jforge.resource.UnreadableException;

/** Counts what a {@code find} below several directories prints, and names the first of each. */
final class TreeListing {
    private TreeListing() {}

    /**
     * Shell over a function {@code all}, which prints the marked paths to leave out, the found ones, and "ok" once it got
     * that far. What vanishes while it is walked makes find fail: that is tried again.
     *
     * @param roots inner ones first; a path counts for the first that it lies in
     */
    static String counted(List<String> roots, int most) {
        String awk = """
                BEGIN { n = split(ENVIRON["jforge_roots"], root, "\\n") }
                /^!/ { others[substr($0, 2)] = 1; next }
                $0 == "ok" { ok = 1; next }
                $0 in others { next }
                {
                  for (i = 1; i <= n; i++) {
                    if (substr($0, 1, length(root[i]) + 1) != root[i] "/") continue
                    if (count[i]++ < %d) first[i] = first[i] $0 "\\n"
                    break
                  }
                }
                END {
                  if (!ok) exit 3
                  for (i = 1; i <= n; i++) printf "%%d\\n%%s", count[i], first[i]
                }""".formatted(most);
        String lines = roots.stream().map(r -> r.replace('\n', '\1')).collect(Collectors.joining("\n"));
        return """
                i=0
                until said=$(all | %s | sort | jforge_roots=%s awk %s); do
                  i=$((i + 1))
                  [ "$i" -lt 3 ] || exit 3
                done
                printf '%%s\\n' "$said"
                """.formatted(Subtree.TO_LINES, Sh.quote(lines), Sh.quote(awk));
    }

    /** @param roots those that the shell was made of */
    static Map<String, Listed> read(List<String> roots, byte[] frame) throws UnreadableException {
        List<String> lines = List.of(new String(frame, StandardCharsets.UTF_8).split("\n"));
        Map<String, Listed> found = new LinkedHashMap<>();
        int at = 0;
        for (String root : roots) {
            if (at >= lines.size() || !lines.get(at).matches("[0-9]{1,18}")) {
                throw new UnreadableException("a count expected for " + root);
            }
            long count = Long.parseLong(lines.get(at++));
            List<String> first = new ArrayList<>();
            while (at < lines.size() && lines.get(at).startsWith("/")) {
                first.add(lines.get(at++).replace("\1", "\\n"));
            }
            found.put(root, new Listed(count, first));
        }
        if (at < lines.size()) {
            throw new UnreadableException("more output than expected");
        }
        return found;
    }
}
