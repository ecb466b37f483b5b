package jforge.kernel;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Note;
import jforge.resource.Answers;
import jforge.resource.Beside;
import jforge.resource.Expanding;
import jforge.resource.Explaining;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Neighbours;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.Schema;
import jforge.resource.Section;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;
import jforge.source.Mark;

/** {@code kernel:}, settings one by one and by profiles. Each becomes a {@code sysctl}. */
@AutoService(Section.class)
public final class KernelSection implements Explaining {
    private final SysctlType type = new SysctlType();

    @Override
    public String key() {
        return "kernel";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "Kernel settings of hosts, one by one and by profiles; each is a sysctl of its own in the plan.")
                .optional(
                        "profile",
                        Schema.Kind.TEXTS,
                        "Settings that belong together, by name: those of profiles/NAME.yaml beside the inventory, or"
                                + " jforge's own " + String.join(", ", Profiles.OWN) + ". Of a list the first that says"
                                + " something of a setting wins.")
                .optional(
                        "settings",
                        Schema.Kind.TEXT_MAP,
                        "Settings by name, each with its value; they win over profiles.")
                .optional(
                        "absent",
                        Schema.Kind.NAMES,
                        "Settings that no file of ours is to hold; as a map with the value that each is to have until"
                                + " the next boot.")
                .optional(
                        "adopt",
                        Schema.Kind.FLAG,
                        "true: lines of other files that would override these settings are commented out.")
                .optional("file", Schema.Kind.PATH, "As of sysctl: where they are kept for the next boot.")
                .optional(
                        "bandwidth",
                        Schema.Kind.TEXT,
                        "For profiles that are made from it: what the path carries, such as 10 Gbit/s.")
                .optional(
                        "delay",
                        Schema.Kind.TEXT,
                        "For profiles that are made from it: how long the path takes there and back, such as 40 ms.")
                .example("profile: legacy-middlebox\n")
                .example("profile: [ pool-host, legacy-middlebox ]\nsettings:\n  net.core.somaxconn: 8192\n")
                .example("profile: high-throughput\nbandwidth: 10 Gbit/s\ndelay: 40 ms\n")
                .build();
    }

    @Override
    public List<Meant<?, ?>> resources(List<Fields> entries, Beside files) {
        Profiles profiles = new Profiles(files);
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        List<Claim> claims = new ArrayList<>();
        List<List<String>> lists = new ArrayList<>();
        for (Fields entry : entries) {
            errors.attempt(() -> claims.addAll(new EntryClaims(entry, profiles).list()));
            lists.add(entry.texts("profile"));
        }
        errors.check();
        List<Meant<?, ?>> meant = new ArrayList<>();
        new Verdicts(lists).of(claims).forEach(verdict -> meant.add(meant(verdict)));
        return meant;
    }

    @Override
    public List<Question<?>> questions(String name, Neighbours declared) {
        SysctlKey key = asked(name);
        List<Question<?>> questions = new ArrayList<>(List.of(new KernelSetting(key), new BootFiles()));
        SettingChain.desired(declared(key, declared)).ifPresent(desired -> questions.addAll(type.questions(desired)));
        return questions;
    }

    @Override
    public Chain explain(String name, Neighbours declared, Answers answers) {
        SysctlKey key = asked(name);
        return new SettingChain(key, declared(key, declared), answers).chain();
    }

    private static Optional<Resource<?, ?>> declared(SysctlKey key, Neighbours declared) {
        return declared.get(new Identity("sysctl", key.dotted()));
    }

    private static SysctlKey asked(String name) {
        return SysctlKey.of(name)
                .orElseThrow(() -> new InventoryException(
                        Mark.whole("explain"),
                        "\"" + name + "\" is no setting's name: such as net.ipv4.tcp_timestamps"));
    }

    private Meant<SysctlType.Desired, SysctlType.State> meant(Verdicts.Verdict verdict) {
        Claim winner = verdict.winner();
        List<Fields> by = new ArrayList<>(List.of(winner.by()));
        verdict.same().stream().map(Claim::by).filter(f -> !by.contains(f)).forEach(by::add);
        List<Origin> origins = new ArrayList<>(List.of(winner.origin()));
        verdict.same().forEach(claim -> origins.add(claim.origin()));
        verdict.over().forEach(claim -> origins.add(claim.origin()));
        List<Note> notes = new ArrayList<>(winner.notes());
        verdict.over()
                .forEach(claim -> notes.add(
                        Note.info(winner.who() + " wins over " + claim.origin() + ", which says " + claim.says())));
        SysctlType.Desired desired = desired(winner, by, origins, notes);
        return new Meant<>(by, new Expanding.Part<>(type, desired, winner.key().dotted()), winner.mark());
    }

    private static SysctlType.Desired desired(Claim winner, List<Fields> by, List<Origin> origins, List<Note> notes) {
        String file = winner.by().optionalText("file").orElse(SysctlType.FILE);
        boolean adopt = by.stream().anyMatch(f -> f.flag("adopt").orElse(false));
        Aim aim = winner.value().map(Aim::value).orElse(Aim.absent(winner.runtime()));
        return new SysctlType.Desired(
                winner.key().path(), aim, file, adopt && !aim.isAbsent(), origins, notes, Around.NOTHING);
    }
}
