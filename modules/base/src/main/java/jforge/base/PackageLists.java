package jforge.base;

/** How old a host's lists of packages are. */
enum PackageLists {
    FRESH("less than a day old"),
    OLD("older than a day"),
    NONE("none");

    private final String shown;

    PackageLists(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }
}
