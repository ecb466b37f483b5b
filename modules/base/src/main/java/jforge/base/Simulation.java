package jforge.base;

import java.util.List;

/**
 * A transaction as the package manager says it would be.
 *
 * @param error its words where it can't be done; empty where it can
 */
record Simulation(List<PackageAction> actions, String error) {
    Simulation {
        actions = List.copyOf(actions);
    }

    static Simulation of(List<PackageAction> actions) {
        return new Simulation(actions, "");
    }

    static Simulation impossible(String error) {
        return new Simulation(List.of(), error);
    }

    boolean possible() {
        return error.isEmpty();
    }
}
