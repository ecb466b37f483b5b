package jforge.kernel;

import java.util.Optional;

/**
 * The kernel module that brings a setting, or one value of it.
 *
 * @param witness what is below /proc/sys where the module is there, built in or loaded: a setting, or SETTING=WORD
 */
record NeededModule(String name, String witness) {
    static Optional<NeededModule> of(SysctlKey key, Aim aim) {
        return aim.line()
                .flatMap(value -> KeyTable.MODULES
                        .get(key.path())
                        .or(() -> KeyTable.MODULES.get(key.path() + "=" + value))
                        .map(NeededModule::read));
    }

    /** What is known of a module that is named by itself. */
    static Optional<NeededModule> named(String name) {
        return KeyTable.MODULES.all().stream()
                .map(NeededModule::read)
                .filter(m -> m.name.equals(name))
                .findFirst();
    }

    private static NeededModule read(String row) {
        String[] words = row.split(" +");
        return new NeededModule(words[0], words[1]);
    }
}
