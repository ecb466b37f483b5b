package jforge.kernel;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** How far a host's kernel is its own: whether it is a container, and what of /proc/sys is for reading alone. */
record Confinement() implements Question<Confinement.Found> {
    static final QuestionKind<Confinement, Found> KIND = new Kind();

    /**
     * @param container whether its kernel is other hosts' too
     * @param shared the namespaces that it shares with the machine: net, ipc, uts, user
     * @param readOnly where file systems are mounted at or above settings, and whether for reading alone
     */
    record Found(boolean container, Set<String> shared, Map<String, Boolean> readOnly) {
        /** Whether writing the setting would change it for others than this host. */
        boolean isGlobal(SysctlKey key) {
            Optional<String> namespace = KeyTable.NAMESPACES.get(key.path());
            return container && (namespace.isEmpty() || shared.contains(namespace.get()));
        }

        boolean isReadOnly(SysctlKey key) {
            String path = "/proc/sys/" + key.path();
            Optional<String> nearest = readOnly.keySet().stream()
                    .filter(at -> path.startsWith(at + "/"))
                    .max(Comparator.comparing(String::length));
            return nearest.map(readOnly::get).orElse(false);
        }
    }

    @Override
    public QuestionKind<Confinement, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return "";
    }

    private static final class Kind implements QuestionKind<Confinement, Found> {
        @Override
        public String name() {
            return "confinement";
        }

        /**
         * The kernel's first namespaces have numbers of their own (include/linux/proc_ns.h). That of the network has none, but
         * some settings are to be seen in the first one alone.
         */
        @Override
        public String script(List<Confinement> questions) {
            return """
                    for space in pid:4026531836 ipc:4026531839 uts:4026531838 user:4026531837; do
                      link=/proc/$$/ns/${space%%:*}
                      [ -L "$link" ] || continue
                      at=$(readlink "$link") || exit
                      case $at in
                        *"[${space#*:}]") echo "first ${space%%:*}" ;;
                        *) echo "own ${space%%:*}" ;;
                      esac
                    done
                    [ ! -e /proc/sys/net/ipv4/inet_peer_threshold ] || echo first net
                    for mark in /run/systemd/container /run/.containerenv /.dockerenv; do
                      [ ! -e "$mark" ] || echo "mark $mark"
                    done
                    while read -r _ at _ options _; do
                      case $at in
                        /proc/sys/fs/binfmt_misc*) ;;
                        /proc/sys | /proc/sys/*) echo "${options%%,*} $at" ;;
                      esac
                    done </proc/mounts
                    """;
        }

        @Override
        public List<Found> read(List<Confinement> questions, byte[] frame) throws UnreadableException {
            Set<String> shared = new TreeSet<>();
            Set<String> own = new HashSet<>();
            Map<String, Boolean> readOnly = new TreeMap<>();
            boolean marked = false;
            for (String line : Lines.of(frame)) {
                String[] words = line.split(" ", 2);
                if (words.length < 2) {
                    throw new UnreadableException("not a word and what it is of: " + line);
                }
                switch (words[0]) {
                    case "first" -> shared.add(words[1]);
                    case "own" -> own.add(words[1]);
                    case "mark" -> marked = true;
                    case "ro", "rw" -> readOnly.put(words[1], words[0].equals("ro"));
                    default -> throw new UnreadableException("neither a namespace nor a mount: " + line);
                }
            }
            boolean container = !shared.contains("pid") && (own.contains("pid") || marked);
            return List.of(new Found(container, shared, readOnly));
        }
    }
}
