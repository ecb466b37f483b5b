package jforge.resource;

import jforge.plan.Command;
import jforge.plan.Danger;

/**
 * What a resource does when its triggers have changed.
 *
 * @param name for eyes: "restart"
 * @param command its test passes when what it would do has happened since {@code $SINCE}
 */
public record Effect(String name, Command command, Danger danger) {}
