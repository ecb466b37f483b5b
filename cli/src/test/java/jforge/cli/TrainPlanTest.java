package jforge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TrainPlanTest {
    /** The training drops every fault, so this is where one shows: a class less in the archive, no more. */
    @Test
    void readsConnectsAndLooks() throws Exception {
        assertEquals(0, new TrainPlan().call());
    }
}
