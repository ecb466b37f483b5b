package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jforge.plan.Danger;
import jforge.plan.Value;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Seen;
import jforge.resource.Steps;
import org.jspecify.annotations.Nullable;

/** A file system at a path: now, and by /etc/fstab. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class MountType implements ResourceType<MountType.Wanted, MountType.State> {
    /** @param mounted whether it is mounted now; false where that is left alone */
    record Wanted(
            String path,
            MountSource source,
            String type,
            MountOptions options,
            String dump,
            String pass,
            boolean mounted,
            boolean absent) {
        Mounted question() {
            return new Mounted(path, source);
        }

        Fstab.Entry entry() {
            return new Fstab.Entry(
                    Fstab.escaped(source.name()), Fstab.escaped(path), type, options.toString(), dump, pass);
        }
    }

    /** @param entries of /etc/fstab for the path */
    record State(Mounted.Found found, List<Fstab.Entry> entries) {}

    @Override
    public String key() {
        return "mount";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                        "A file system that is mounted at a path, now and at each start by /etc/fstab, whose other lines"
                                + " are left alone. The mount point is made where it is missing. A directory declared at the path"
                                + " is that of the mounted file system.")
                .required("mount", Kind.PATH, "Where.")
                .optional(
                        "source",
                        Kind.TEXT,
                        "A device, UUID=, LABEL=, PARTUUID=, PARTLABEL=, SERVER:/PATH, tmpfs; with the option bind a"
                                + " directory, with loop an image. Names like /dev/sdb1 can be another disk's after a"
                                + " start: UUID= can't.")
                .optional("type", Kind.TEXT, "Of the file system: ext4, xfs, nfs, tmpfs; none with bind.")
                .optional(
                        "options",
                        Kind.TEXTS,
                        "Mount options; changed ones are remounted. Flags like noexec are compared with the kernel's, and"
                                + " settings like size= where it shows them; the rest only with fstab. For a network's"
                                + " file system add nofail and _netdev, or a dead server keeps the host from starting.")
                .optional("dump", Kind.NUMBER, "The fifth field of fstab. Default: 0.")
                .optional("pass", Kind.NUMBER, "The sixth, the order of checks at the start. Default: 0.")
                .optional(
                        "mounted",
                        Kind.FLAG,
                        "false: only fstab counts; whether it is mounted now is left alone. Default: true.")
                .optional(
                        "absent",
                        Kind.FLAG,
                        "true: it is unmounted and not in fstab. One that is in use is not unmounted, and who uses it is"
                                + " said.")
                .example("mount: /srv/data\nsource: UUID=0b7c0a9c-6a0e-4f4d-8d0f-2f3f1f6a6a11\ntype: ext4\n"
                        + "options: [noatime]\npass: 2")
                .example("mount: /srv/scratch\nsource: tmpfs\ntype: tmpfs\noptions: [size=64m, mode=0755, noexec]")
                .example("mount: /srv/shared\nsource: nas.example.com:/export/shared\ntype: nfs\n"
                        + "options: [nofail, _netdev]")
                .example("mount: /srv/old\nabsent: true")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        String path = fields.text("mount");
        boolean absent = fields.flag("absent").orElse(false);
        if (absent) {
            Stream.of("source", "type", "options", "dump", "pass", "mounted")
                    .filter(fields::has)
                    .forEach(name -> {
                        throw fields.fault(name, "what is absent has no " + name + "; remove it or absent");
                    });
            if (Set.of("/", "/proc", "/sys", "/dev", "/run").contains(path)) {
                throw fields.fault("mount", "a host can't be without " + path);
            }
        } else if (!fields.has("source") || !fields.has("type")) {
            throw fields.fault("mount", "a mount needs a source and a type, or absent: true");
        }
        List<String> options = fields.texts("options").stream()
                .flatMap(o -> Stream.of(o.split(",")))
                .map(String::strip)
                .toList();
        String source = fields.optionalText("source").orElse("none");
        String type = fields.optionalText("type").orElse("auto");
        boolean mounted = fields.flag("mounted").orElse(true);
        check(fields, source, type, options, mounted);
        return new Wanted(
                path,
                MountSource.of(source, options),
                type,
                new MountOptions(options),
                number(fields, "dump"),
                number(fields, "pass"),
                mounted,
                absent);
    }

    private static void check(Fields fields, String source, String type, List<String> options, boolean mounted) {
        if (type.equals("swap")) {
            throw fields.fault("type", "swap has no path and is not mounted; it is no mount");
        }
        if (!type.matches("[A-Za-z0-9._-]+")) {
            throw fields.fault("type", "\"" + type + "\" can't be a file system's type");
        }
        if (source.isEmpty() || source.startsWith("-") || source.startsWith("#") || source.contains("\n")) {
            throw fields.fault("source", "\"" + source + "\" can't be mounted");
        }
        for (String option : options) {
            if (!option.matches("[\\x21-\\x7e&&[^#,\\\\]]+")) {
                throw fields.fault("options", "\"" + option + "\" can't be an option: give each by itself");
            }
            if (option.equals("x-systemd.automount") && mounted) {
                throw fields.fault("options", "x-systemd.automount mounts it when it is used; add mounted: false");
            }
        }
    }

    private static String number(Fields fields, String name) {
        long number = fields.number(name).orElse(0L);
        if (number < 0 || number > 9) {
            throw fields.fault(name, name + " is from 0 to 9, not " + number);
        }
        return Long.toString(number);
    }

    @Override
    public Identity identity(Wanted want) {
        return new Identity("mount", want.path);
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(want.path));
        for (int slash = want.path.lastIndexOf('/'); slash > 0; slash = want.path.lastIndexOf('/', slash - 1)) {
            Identity above = new Identity("mount", want.path.substring(0, slash));
            // the lower one has to go before the upper one can
            edges.add(
                    want.absent
                            ? new Edge.Shapes(above, Edge.When.MADE_OR_REMOVED)
                            : new Edge.ShapedBy(above, Edge.When.MADE_OR_REMOVED));
        }
        if (want.source.isPath()) {
            edges.add(new Edge.ShapedBy(Identity.path(want.source.name()), Edge.When.MADE_OR_REMOVED));
        }
        edges.add(new Edge.ShapesBelow(want.path, Edge.When.MADE_OR_REMOVED));
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        return List.of(want.question(), new Fstab());
    }

    @Override
    public State read(Wanted want, Answers answers) {
        String point = Fstab.escaped(want.path);
        List<Fstab.Entry> entries = answers.get(new Fstab()).stream()
                .filter(e -> e.point().equals(point))
                .toList();
        return new State(answers.get(want.question()), entries);
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        Steps<State> steps = seen.steps();
        Value line = want.absent ? Value.absent() : Value.of(want.entry().line());
        if (want.absent) {
            steps.presence(s -> s.found.mounted(), false).run(MountScript.unmount(want), Danger.DISRUPTIVE);
        } else if (want.mounted) {
            steps.refuseIf(
                            s -> !s.found.mounted() && s.found.point() == 'o',
                            want.path + " is a symbolic link or no directory; remove it first")
                    .vainIf(
                            s -> !s.found.there() && !s.found.mounted(),
                            "there is no " + want.source.name()
                                    + " on the host; is it attached, and is that its name?");
            mount(want, seen.state(), steps);
        }
        return steps.compare("fstab", s -> lines(s.entries), line)
                .run(MountScript.fstab(want))
                .list();
    }

    private static void mount(Wanted want, @Nullable State state, Steps<State> steps) {
        if (state != null && state.found.mounted() && !isSame(want, state.found)) {
            steps.presence(s -> true, false)
                    .compare(
                            "source",
                            s -> Value.of(s.found.what() + " (" + s.found.type() + ")"),
                            Value.of(want.source.name() + " (" + want.type + ")"))
                    .run(MountScript.clear(want), Danger.RISKY)
                    .presence(s -> false, true);
        } else {
            steps.presence(s -> s.found.mounted(), true);
        }
        if (state != null && !state.found.mounted() && state.found.entries() > 0) {
            steps.compare("hides", s -> Value.absent(), Value.of(hidden(state.found.entries()) + " in " + want.path));
        }
        Value wanted = Value.of(want.options.toString());
        steps.compare("options", s -> options(want, s.found, wanted), wanted).run(MountScript.mount(want));
    }

    private static Value options(Wanted want, Mounted.Found found, Value wanted) {
        if (!found.mounted() || !isSame(want, found)) {
            return Value.absent();
        }
        return want.options.agrees(found.options()) ? wanted : Value.of(want.options.relevant(found.options()));
    }

    private static String hidden(int entries) {
        return entries == 1 ? "1 entry" : (entries >= Mounted.MOST_ENTRIES ? "at least " : "") + entries + " entries";
    }

    private static boolean isSame(Wanted want, Mounted.Found found) {
        boolean any = want.type.equals("auto") || want.type.equals("none");
        boolean type = any
                || found.type().equals(want.type)
                || found.type().equals("fuse." + want.type)
                || want.type.equals("nfs") && found.type().equals("nfs4");
        return found.same() && type;
    }

    private static Value lines(List<Fstab.Entry> entries) {
        return entries.isEmpty()
                ? Value.absent()
                : Value.of(entries.stream().map(Fstab.Entry::line).collect(Collectors.joining("\n")));
    }
}
