package jforge.facts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a host is. Names and values, as templates and {@code ${facts.NAME}} take them: text, whole numbers, lists of text.
 *
 * <p>{@code os} (debian), {@code os-version} (12), {@code os-codename}, {@code os-like}, {@code kernel}, {@code arch}, {@code
 * hostname}, {@code cpus}, {@code memory} (MiB), {@code addresses} (global IPv4 and IPv6), {@code init} (systemd or
 * other), {@code packages} (apt, dnf, apk or none). Nothing that wanders by itself is a fact.
 */
public final class Facts {
    private Facts() {}

    /** The frame that {@link #script} prints. */
    public static final String FRAME = "facts";

    /** Read-only shell: a frame, which ends with 0 unless a tool failed; three processes. */
    public static String script() {
        return """
                begin facts
                (
                ID= VERSION_ID= VERSION_CODENAME= ID_LIKE=
                [ -r /etc/os-release ] && . /etc/os-release
                printf 'os=%s\\nos-version=%s\\nos-codename=%s\\nos-like=%s\\n' "$ID" "$VERSION_ID" "$VERSION_CODENAME" "$ID_LIKE"
                v=$(uname -nrm) || exit
                set -- $v
                printf 'hostname=%s\\nkernel=%s\\narch=%s\\n' "$1" "$2" "$3"
                v=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN) || exit
                printf 'cpus=%s\\n' "$v"
                while read -r k v _; do [ "$k" = MemTotal: ] && printf 'memory=%s\\n' $((v / 1024)) && break; done </proc/meminfo
                if [ -d /run/systemd/system ]; then echo init=systemd; else echo init=other; fi
                for v in apt-get dnf apk none; do command -v "$v" >/dev/null 2>&1 && break; done
                printf 'packages=%s\\n' "${v%-get}"
                command -v ip >/dev/null || exit 0
                { ip -o addr show scope global || echo failed; } | while read -r _ _ _ v _; do
                  [ -n "$v" ] || exit 1
                  printf 'addresses=%s\\n' "${v%/*}"
                done
                )
                end $?
                """;
    }

    /** Reads what {@link #script} printed. */
    public static Map<String, Object> read(byte[] frame) {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<String> addresses = new ArrayList<>();
        for (String line : new String(frame, StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = line.substring(0, equals);
            String value = line.substring(equals + 1);
            switch (name) {
                case "addresses" -> addresses.add(value);
                case "cpus", "memory" -> facts.put(name, number(value));
                default -> facts.put(name, value);
            }
        }
        addresses.sort(null);
        facts.put("addresses", List.copyOf(addresses));
        return facts;
    }

    private static Object number(String text) {
        return text.matches("[0-9]{1,15}") ? (Object) Long.valueOf(text) : text;
    }
}
