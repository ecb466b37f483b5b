package jforge.kernel;

/** What is wanted of a setting, in a line. */
final class SectionTexts {
    private SectionTexts() {}

    static String of(SysctlType.Desired wanted) {
        String runtime = wanted.aim().isAbsent()
                ? wanted.aim().runtime().map(v -> ", " + v + " now").orElse("")
                : "";
        return "= " + wanted.value() + runtime + (wanted.adopt() ? ", adopting" : "")
                + (wanted.file().equals(SysctlType.FILE) ? "" : " in " + wanted.file());
    }
}
