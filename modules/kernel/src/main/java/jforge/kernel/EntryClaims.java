package jforge.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jforge.plan.Note;
import jforge.resource.Fields;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;

/** Reads one entry of the section. */
final class EntryClaims {
    private final Fields entry;
    private final Profiles profiles;

    EntryClaims(Fields entry, Profiles profiles) {
        this.entry = entry;
        this.profiles = profiles;
    }

    /** @throws InventoryErrors if the entry contradicts itself */
    List<Claim> list() {
        if (!entry.has("profile") && !entry.has("settings") && !entry.has("absent")) {
            throw entry.fault("", "this entry says nothing of any setting; add profile:, settings: or absent:");
        }
        if (entry.flag("adopt").orElse(false) && !entry.has("profile") && !entry.has("settings")) {
            throw entry.fault("adopt", "\"adopt\" has no meaning for what is absent: no line of ours is to win");
        }
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        List<Claim> claims = new ArrayList<>();
        Map<SysctlKey, String> settings = new HashMap<>();
        entry.map("settings")
                .forEach((key, text) -> errors.attempt(() -> claims.add(
                        once(settings, key, own("settings", key, Optional.of(text.revealed()), Optional.empty())))));
        Map<SysctlKey, String> absent = new HashMap<>();
        entry.names("absent")
                .forEach((key, runtime) -> errors.attempt(
                        () -> claims.add(once(absent, key, own("absent", key, Optional.empty(), runtime)))));
        errors.attempt(() -> claims.addAll(ofProfiles()));
        errors.check();
        return claims;
    }

    /** A setting has two spellings; which of two values counts would be chance. */
    private static Claim once(Map<SysctlKey, String> spelt, String written, Claim claim) {
        String before = spelt.putIfAbsent(claim.key(), written);
        if (before != null) {
            throw new InventoryException(
                    claim.mark(), "\"" + written + "\" is \"" + before + "\", which stands above; keep one of them");
        }
        return claim;
    }

    private String value(String attribute, String key, String text) {
        String value = CanonicalValue.fold(text);
        if (value.isEmpty()) {
            throw at(attribute, key, key + " is empty: the kernel can't be told that by a file of sysctl.d");
        }
        return value;
    }

    private Claim own(String attribute, String written, Optional<String> value, Optional<String> runtime) {
        SysctlKey key = SysctlDeclaration.key(written, problem -> at(attribute, written, problem));
        return new Claim(
                key,
                value.map(text -> value(attribute, written, text)),
                runtime.map(text -> value(attribute, written, text)),
                attribute,
                Optional.empty(),
                entry.mark(attribute, written),
                entry,
                List.of());
    }

    private List<Claim> ofProfiles() {
        List<Claim> claims = new ArrayList<>();
        Optional<PathFigures> figures = figures();
        Set<String> seen = new HashSet<>();
        boolean used = false;
        for (String name : entry.texts("profile")) {
            Profile profile = profiles.get(name, entry.mark("profile", name));
            if (!seen.add(name)) {
                throw at("profile", name, "profile \"" + name + "\" stands twice in this list");
            }
            if (profile.needsFigures() && figures.isEmpty()) {
                throw at(
                        "profile",
                        name,
                        "profile \"" + name + "\" needs the path's figures: add bandwidth:, such as 10 Gbit/s, and"
                                + " delay:, there and back, such as 40 ms");
            }
            used |= profile.needsFigures();
            profile.settings().forEach(setting -> claims.add(claim(profile, setting, figures)));
        }
        if (figures.isPresent() && !used) {
            throw entry.fault("bandwidth", "no profile of this entry is made from \"bandwidth\" and \"delay\"");
        }
        return claims;
    }

    private Claim claim(Profile profile, Profile.Setting setting, Optional<PathFigures> figures) {
        List<Note> notes = new ArrayList<>();
        notes.add(Note.info(profile.shown() + ": " + setting.reason() + " (" + setting.source() + ")"));
        setting.cost().ifPresent(cost -> notes.add(Note.info("costs: " + cost)));
        String value = setting.value();
        String who = profile.shown();
        if (setting.needsFigures()) {
            PathFigures path = figures.orElseThrow();
            value = path.fill(value);
            who += " (" + path.bandwidth() + ", " + path.delay() + ")";
            notes.add(Note.info(path.shown()));
        }
        return new Claim(
                setting.key(),
                Optional.of(value),
                Optional.empty(),
                who,
                Optional.of(profile.name()),
                entry.mark("profile", profile.name()),
                entry,
                notes);
    }

    private Optional<PathFigures> figures() {
        if (!entry.has("bandwidth") && !entry.has("delay")) {
            return Optional.empty();
        }
        for (String name : List.of("bandwidth", "delay")) {
            if (!entry.has(name)) {
                throw entry.fault("", "\"bandwidth\" and \"delay\" make sense together only; add " + name + ":");
            }
        }
        String bandwidth = entry.text("bandwidth");
        String delay = entry.text("delay");
        if (PathFigures.bandwidth(bandwidth).isEmpty()) {
            throw entry.fault(
                    "bandwidth",
                    "\"bandwidth\" must be a number above 0 and kbit/s, Mbit/s, Gbit/s or Tbit/s, such as 10 Gbit/s,"
                            + " found \"" + bandwidth + "\"");
        }
        if (PathFigures.delay(delay).isEmpty()) {
            throw entry.fault(
                    "delay",
                    "\"delay\" must be a number above 0 and us, ms or s, such as 40 ms, found \"" + delay + "\"");
        }
        PathFigures figures = PathFigures.of(bandwidth, delay);
        if (!figures.fits()) {
            throw entry.fault(
                    "delay",
                    bandwidth + " and " + delay + " make " + figures.product()
                            + " bytes on the way, more than a TCP window can tell: 1073741824");
        }
        return Optional.of(figures);
    }

    private InventoryException at(String attribute, String key, String problem) {
        return new InventoryException(entry.mark(attribute, key), problem);
    }
}
