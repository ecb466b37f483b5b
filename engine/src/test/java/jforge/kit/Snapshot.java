package jforge.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a host is like at a moment.
 *
 * @param facts as {@link Contract} describes them; no times in them
 * @param touches by path, an inode and the time of its last change: differ as soon as anything was written, be it the same
 */
record Snapshot(Map<String, String> facts, Map<String, String> touches) {
    /** What is not looked at: the kernel's and others' own, which wander, and jforge's own folder. */
    private static final List<String> PRUNED = List.of(
            "/proc",
            "/sys",
            "/dev",
            "/run",
            "/var/run",
            "/var/log",
            "/usr/share",
            "/var/lib/jforge",
            "/var/lib/systemd",
            "/tmp/systemd-*",
            "/var/tmp/systemd-*",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/python3*",
            "/usr/lib/terminfo");

    private static final long LARGE = 256 * 1024;

    /** A line each: raw mode, owner, size, inode, change time, path; links with their targets. Then all other facts. */
    static String script() {
        StringBuilder pruned = new StringBuilder();
        PRUNED.forEach(p -> pruned.append(pruned.isEmpty() ? "" : " -o ")
                .append("-path '")
                .append(p)
                .append('\''));
        return """
                find / -xdev \\( %s \\) -prune -o -type l -exec stat -c 'L %%f %%u:%%g %%s %%i %%z|%%n|%%N' {} + \\
                  -o -exec stat -c 'F %%f %%u:%%g %%s %%i %%z|%%n' {} + 2>/dev/null
                ( cd /proc/sys && grep -r . net/ipv4 net/core net/ipv6 2>/dev/null | sed 's/:/|/; s/^/sysctl /' )
                sed 's/ /|/; s/^[^|]*|\\([^ ]*\\) /mount \\1|/' /proc/mounts
                printf 'hostname|%%s\\n' "$(uname -n)"
                if [ -d /run/systemd/system ]; then
                  systemctl show -p Id -p ActiveState -p MainPID '*.service' | {
                    i= s= p=
                    while IFS='=' read -r k v; do
                      case $k in
                        Id) i=$v ;; ActiveState) s=$v ;; MainPID) p=$v ;;
                        '') case $s in active|failed|*ing) printf 'service %%s|%%s\\nprocess %%s|%%s\\n' "$i" "$s" "$i" "$p" ;; esac; i= s= p= ;;
                      esac
                    done
                    case $s in active|failed|*ing) printf 'service %%s|%%s\\nprocess %%s|%%s\\n' "$i" "$s" "$i" "$p" ;; esac
                  }
                fi
                """.formatted(pruned);
    }

    /** @param digests by path and touch, filled by {@link #missing} */
    static Snapshot read(String text, Map<String, String> digests) {
        Map<String, String> facts = new TreeMap<>();
        Map<String, String> touches = new HashMap<>();
        for (String line : text.split("\n")) {
            int bar = line.indexOf('|');
            if (bar < 0) {
                continue;
            }
            String head = line.substring(0, bar);
            String rest = line.substring(bar + 1);
            if (head.startsWith("F ") || head.startsWith("L ")) {
                entry(head.split(" ", 6), rest, digests, facts, touches);
            } else if (!head.matches("(service|process) user.*")) {
                facts.merge(head, rest, (a, b) -> a + "\n" + b);
            }
        }
        return new Snapshot(facts, touches);
    }

    private static void entry(
            String[] head,
            String rest,
            Map<String, String> digests,
            Map<String, String> facts,
            Map<String, String> touches) {
        int bar = head[0].equals("L") ? rest.lastIndexOf('|') : -1;
        String path = bar < 0 ? rest : rest.substring(0, bar);
        int raw = Integer.parseInt(head[1], 16);
        String touch = head[4] + " " + head[3] + " " + head[5];
        touches.put(path, touch);
        facts.put("there " + path, kind(raw));
        facts.put("owner " + path, head[2]);
        if (bar >= 0) {
            facts.put("content " + path, rest.substring(bar + 1));
            return;
        }
        facts.put("mode " + path, Integer.toOctalString(raw & 07777));
        if ((raw & 0170000) == 0100000) {
            facts.put("content " + path, digests.getOrDefault(path + "\0" + touch, touch));
        }
    }

    private static String kind(int raw) {
        return switch (raw & 0170000) {
            case 0100000 -> "file";
            case 0040000 -> "directory";
            case 0120000 -> "link";
            default -> "other";
        };
    }

    /** Files whose digest isn't known yet; large ones count by their touch. */
    List<String> missing(Map<String, String> digests) {
        List<String> paths = new ArrayList<>();
        touches.forEach((path, touch) -> {
            boolean isFile = "file".equals(facts.get("there " + path));
            if (isFile && size(touch) < LARGE && !digests.containsKey(path + "\0" + touch)) {
                paths.add(path);
            }
        });
        return paths;
    }

    private static long size(String touch) {
        return Long.parseLong(touch.split(" ", 3)[1]);
    }

    /** Facts that differ, in order, and how. */
    Map<String, String> changes(Snapshot later, Contract contract) {
        Map<String, String> changes = new TreeMap<>();
        TreeSet<String> names = new TreeSet<>(facts.keySet());
        names.addAll(later.facts.keySet());
        for (String name : names) {
            String before = facts.getOrDefault(name, "(none)");
            String after = later.facts.getOrDefault(name, "(none)");
            if (!before.equals(after) && !contract.isNoise(name)) {
                changes.put(name, before + " -> " + after);
            }
        }
        return changes;
    }

    /** The same between two hosts that came about apart: processes have other numbers. */
    Map<String, String> departures(Snapshot other, Contract contract) {
        Map<String, String> changes = changes(other, contract);
        changes.keySet().removeIf(fact -> fact.startsWith("process "));
        return changes;
    }

    /** Paths that were written, or facts that changed. */
    Map<String, String> traces(Snapshot later, Contract contract) {
        Map<String, String> traces = changes(later, contract);
        TreeSet<String> paths = new TreeSet<>(touches.keySet());
        paths.addAll(later.touches.keySet());
        for (String path : paths) {
            String before = touches.getOrDefault(path, "(none)");
            String after = later.touches.getOrDefault(path, "(none)");
            if (!before.equals(after) && !contract.isNoise("content " + path)) {
                traces.putIfAbsent("written " + path, before + " -> " + after);
            }
        }
        return traces;
    }
}
