package jforge.declare;

/** What fields are filled from besides the inventory; one for the run, so that each thing is read once. */
record Sources(Taint taint, LocalFiles files, Templates templates) {}
