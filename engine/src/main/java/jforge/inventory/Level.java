package jforge.inventory;

/** Where a variable's value came from, weakest first. */
public enum Level {
    MODULE("module default"),
    ALL("all hosts"),
    GROUP("group"),
    HOST("host"),
    COMMAND_LINE("command line");

    private final String shown;

    Level(String shown) {
        this.shown = shown;
    }

    /** For messages. */
    public String shown() {
        return shown;
    }
}
