package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jforge.plan.Value;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a file, as a plan shows them: a line each of those that count.
 *
 * @param state null where it isn't known
 */
record AuthorizedKeys(AuthorizedKeysType.Wanted want, AuthorizedKeysType.@Nullable State state) {
    private List<AuthorizedKey> there() {
        return state == null ? List.of() : state.keys();
    }

    Value before() {
        List<String> lines = new ArrayList<>();
        for (AuthorizedKey wanted : want.keys()) {
            boolean same = false;
            for (AuthorizedKey key : there()) {
                if (key.id().equals(wanted.id())) {
                    boolean counts = want.absent() || !key.options().equals(wanted.options());
                    if (counts || !same) {
                        lines.add(counts ? key.shown() : wanted.shown());
                    }
                    same |= !counts;
                }
            }
        }
        if (want.exclusive()) {
            Set<String> ids = want.ids();
            there().stream().filter(k -> !ids.contains(k.id()) && !isOwn(k)).forEach(k -> lines.add(k.shown()));
        }
        return text(lines);
    }

    Value after() {
        return want.absent()
                ? Value.absent()
                : text(want.keys().stream().map(AuthorizedKey::shown).toList());
    }

    /** Whether a key stays only because it is the session's. */
    boolean keepsOwn() {
        return want.exclusive()
                && there().stream().anyMatch(k -> isOwn(k) && !want.ids().contains(k.id()));
    }

    String own() {
        return there().stream()
                .filter(this::isOwn)
                .map(AuthorizedKey::shown)
                .findFirst()
                .orElse("");
    }

    private boolean isOwn(AuthorizedKey key) {
        return state != null && state.own().filter(key.id()::equals).isPresent();
    }

    private static Value text(List<String> lines) {
        return lines.isEmpty() ? Value.absent() : Value.of(String.join("\n", lines) + "\n");
    }
}
