package jforge.kernel;

/** What is wanted of a setting, in a line. */
final class SectionTexts {
    private SectionTexts() {}

    static String of(SysctlType.Desired wanted) {
        return "= " + wanted.value() + (wanted.file().equals(SysctlType.FILE) ? "" : " in " + wanted.file());
    }
}
