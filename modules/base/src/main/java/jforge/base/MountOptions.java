package jforge.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jforge.plan.Sh;

/**
 * Options of a mount, and what can be seen of them: the kernel shows every flag that it knows for all file systems, and of
 * a file system's own settings those that it likes to.
 *
 * @param all as declared
 */
record MountOptions(List<String> all) {
    /** A flag that is shown while it holds, and the word that takes it back. */
    private static final Map<String, String> FLAGS = new LinkedHashMap<>();

    static {
        FLAGS.put("ro", "rw");
        FLAGS.put("nosuid", "suid");
        FLAGS.put("nodev", "dev");
        FLAGS.put("noexec", "exec");
        FLAGS.put("noatime", "atime");
        FLAGS.put("nodiratime", "diratime");
        FLAGS.put("sync", "async");
        FLAGS.put("dirsync", "");
    }

    /** Only for who reads fstab: neither the kernel nor every mount knows them. */
    private static boolean isForFstab(String option) {
        return Set.of("defaults", "auto", "noauto", "nofail", "_netdev", "user", "users", "nouser", "owner", "group")
                        .contains(option)
                || option.startsWith("x-")
                || option.startsWith("comment=");
    }

    private boolean has(String... options) {
        return all.stream().anyMatch(Set.of(options)::contains);
    }

    /** What is handed to mount. */
    String forMount() {
        Set<String> options =
                all.stream().filter(o -> !isForFstab(o)).collect(Collectors.toCollection(LinkedHashSet::new));
        FLAGS.keySet().stream().filter(this::holds).forEach(options::add);
        return options.isEmpty() ? "defaults" : String.join(",", options);
    }

    /** What is handed to mount so that what is mounted becomes so, what isn't declared any more included. */
    String forRemount() {
        List<String> options = new ArrayList<>(List.of("remount"));
        if (has("bind", "rbind")) {
            options.add("bind");
        }
        FLAGS.forEach((flag, back) -> {
            if (holds(flag) || !back.isEmpty()) {
                options.add(holds(flag) ? flag : back);
            }
        });
        if (has("relatime")) {
            options.add("relatime");
        } else if (!holds("noatime")) {
            options.remove("atime");
            options.add(has("strictatime") ? "strictatime" : "relatime");
        }
        all.stream()
                .filter(o -> !isForFstab(o) && !FLAGS.containsKey(o) && !FLAGS.containsValue(o))
                .filter(o ->
                        !options.contains(o) && !Set.of("bind", "rbind", "loop").contains(o))
                .forEach(options::add);
        return String.join(",", options);
    }

    /** Whether the flag is wanted; mounts that users may make are without these by themselves. */
    private boolean holds(String flag) {
        boolean byUsers =
                has("user", "users") && Set.of("nosuid", "nodev", "noexec").contains(flag);
        return has(flag) || byUsers && !has(FLAGS.getOrDefault(flag, ""));
    }

    /** A setting as the kernel would show it. */
    private static String shownAs(String option) {
        int equals = option.indexOf('=');
        String name = option.substring(0, equals);
        String value = option.substring(equals + 1);
        if (name.equals("mode")) {
            return name + "=" + value.replaceFirst("^0+(?=.)", "");
        }
        if (name.equals("size") && value.matches("[0-9]{1,12}[kKmMgG]?")) {
            long number = Long.parseLong(value.replaceAll("[^0-9]", ""));
            char unit = Character.toLowerCase(value.charAt(value.length() - 1));
            long kilobytes =
                    unit == 'g' ? number << 20 : unit == 'm' ? number << 10 : unit == 'k' ? number : number >> 10;
            return name + "=" + kilobytes + "k";
        }
        return option;
    }

    private List<String> settings() {
        return all.stream()
                .filter(o -> o.indexOf('=') > 0 && !isForFstab(o) && !o.startsWith("loop="))
                .filter(o -> !o.matches("size=.*%"))
                .toList();
    }

    /** Whether what the kernel shows agrees, as far as it shows it. */
    boolean agrees(Set<String> shown) {
        for (String flag : FLAGS.keySet()) {
            if (holds(flag) != shown.contains(flag)) {
                return false;
            }
        }
        for (String setting : settings()) {
            String prefix = setting.substring(0, setting.indexOf('=') + 1);
            if (shown.stream().anyMatch(s -> s.startsWith(prefix)) && !shown.contains(shownAs(setting))) {
                return false;
            }
        }
        return true;
    }

    /** Shell that succeeds when {@code $mnt_opts} agrees. */
    String test() {
        StringBuilder test = new StringBuilder();
        for (String flag : FLAGS.keySet()) {
            test.append("case ,$mnt_opts, in *,").append(flag);
            test.append(holds(flag) ? ",*) ;; *) return 1 ;; esac\n" : ",*) return 1 ;; esac\n");
        }
        for (String setting : settings()) {
            String name = Sh.quote("," + setting.substring(0, setting.indexOf('=') + 1));
            String whole = Sh.quote("," + shownAs(setting) + ",");
            test.append("case ,$mnt_opts, in *" + whole + "*) ;; *" + name + "*) return 1 ;; esac\n");
        }
        return test.toString();
    }

    /** For eyes: what of the shown ones counts. */
    String relevant(Set<String> shown) {
        List<String> names =
                settings().stream().map(s -> s.substring(0, s.indexOf('=') + 1)).toList();
        String counting = shown.stream()
                .filter(s ->
                        FLAGS.containsKey(s) || s.equals("rw") || names.stream().anyMatch(s::startsWith))
                .sorted()
                .collect(Collectors.joining(","));
        return counting.isEmpty() ? "defaults" : counting;
    }

    /** As fstab has them. */
    @Override
    public String toString() {
        return all.isEmpty() ? "defaults" : String.join(",", all);
    }
}
