package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Sh;

/**
 * How everything below a directory is to be owned.
 *
 * @param owner a name or a number
 * @param group a name or a number
 * @param fileMode of regular files, four octal digits; one that its owner may execute stays so for all who may read
 * @param directoryMode of directories, four octal digits
 */
record TreeRules(
        Optional<String> owner, Optional<String> group, Optional<String> fileMode, Optional<String> directoryMode) {
    static final TreeRules NONE = new TreeRules(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    boolean isEmpty() {
        return owner.isEmpty() && group.isEmpty() && fileMode.isEmpty() && directoryMode.isEmpty();
    }

    /** The mode of a file that can be executed. */
    static String executable(String mode) {
        int bits = Integer.parseInt(mode, 8);
        return String.format("%04o", bits | (bits & 0444) >> 2);
    }

    String shown() {
        List<String> parts = new ArrayList<>();
        owner.ifPresent(name -> parts.add("owner " + name));
        group.ifPresent(name -> parts.add("group " + name));
        fileMode.ifPresent(mode -> parts.add("files " + mode));
        directoryMode.ifPresent(mode -> parts.add("directories " + mode));
        return String.join(", ", parts);
    }

    /** One way to be otherwise, and what mends it. */
    record Breach(List<String> find, String mend) {}

    /** In the order to mend them: a new owner takes set-user-id away. */
    List<Breach> breaches() {
        List<Breach> breaches = new ArrayList<>();
        String names = owner.orElse("") + group.map(name -> ":" + name).orElse("");
        List<String> owned = new ArrayList<>();
        owner.ifPresent(name -> owned.addAll(List.of("!", "-user", name)));
        group.ifPresent(name -> {
            owned.addAll(owned.isEmpty() ? List.of() : List.of("-o"));
            owned.addAll(List.of("!", "-group", name));
        });
        if (!owned.isEmpty()) {
            breaches.add(new Breach(owned, "chown -h " + Sh.quote(names)));
        }
        directoryMode.ifPresent(mode -> breaches.add(mode(List.of("-type", "d"), mode)));
        fileMode.ifPresent(mode -> {
            String executable = executable(mode);
            if (executable.equals(mode)) {
                breaches.add(mode(List.of("-type", "f"), mode));
            } else {
                breaches.add(mode(List.of("-type", "f", "-perm", "-0100"), executable));
                breaches.add(mode(List.of("-type", "f", "!", "-perm", "-0100"), mode));
            }
        });
        return breaches;
    }

    /** The leading zero makes GNU chmod clear a directory's set-group-id as well. */
    private static Breach mode(List<String> which, String mode) {
        List<String> find = new ArrayList<>(which);
        find.addAll(List.of("!", "-perm", mode));
        return new Breach(find, "chmod 0" + mode);
    }

    /** Words of {@code find}: what is otherwise. */
    List<String> otherwise() {
        List<String> words = new ArrayList<>(List.of("("));
        for (Breach breach : breaches()) {
            words.addAll(words.size() == 1 ? List.of() : List.of("-o"));
            words.addAll(breach.find);
        }
        words.add(")");
        return words;
    }
}
