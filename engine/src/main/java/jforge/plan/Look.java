package jforge.plan;

/**
 * One frame of what was looked at.
 *
 * @param kind the question kind: "stat"
 * @param script the read-only shell that printed it
 * @param digest SHA-256 of what it printed, 64 hex digits
 */
public record Look(String kind, String script, String digest) {}
