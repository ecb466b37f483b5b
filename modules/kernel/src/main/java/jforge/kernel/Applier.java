package jforge.kernel;

/** A program that puts the files' values into the kernel. */
enum Applier {
    /** {@code systemd-sysctl}, from version 246 on: at boot. */
    SYSTEMD("systemd-sysctl", new SystemdRules()),
    /** {@code sysctl --system} of procps, from version 4.0.5 on. */
    PROCPS("sysctl --system", new ProcpsRules(Glob::matches)),
    /** {@code sysctl --system} of procps 4.0.0 to 4.0.4: a pattern excludes nothing. */
    PROCPS_4("sysctl --system", new ProcpsRules(String::equals)),
    /** {@code sysctl --system} of procps 3.3, which knows no patterns. */
    PROCPS_3("sysctl --system", new OldProcpsRules()),
    /** {@code sysctl -p} of BusyBox, which reads /etc/sysctl.conf alone. */
    BUSYBOX("sysctl -p", new BusyBoxRules());

    private final String command;
    private final Rules rules;

    Applier(String command, Rules rules) {
        this.command = command;
        this.rules = rules;
    }

    /** How a user calls it. */
    String command() {
        return command;
    }

    Rules rules() {
        return rules;
    }
}
