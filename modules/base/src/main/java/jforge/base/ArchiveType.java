package jforge.base;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** A directory with what an archive holds. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes")
public final class ArchiveType implements ResourceType<ArchiveType.Wanted, ArchiveType.State> {
    private static final int MOST_LEVELS = 9;

    /**
     * @param content the archive itself
     * @param checksum of it
     * @param remote where it is fetched from; null for a file of the controller
     * @param keepOthers whether what else is in the directory stays
     */
    record Wanted(
            String path,
            FileContent content,
            String checksum,
            @Nullable Remote remote,
            ArchiveFormat format,
            long strip,
            Ownership ownership,
            boolean keepOthers) {
        /** What was unpacked, and how: another one is unpacked anew. */
        String id() {
            return checksum + " strip=" + strip + " owner=" + ownership.chown() + (keepOthers ? " among others" : "");
        }

        Unpacked question() {
            return new Unpacked(path, keepOthers);
        }
    }

    /** @param program whether what unpacks it is there */
    record State(Unpacked.Found found, boolean program, Fetcher.Program fetcher) {}

    @Override
    public String key() {
        return "archive";
    }

    @Override
    public Schema schema() {
        Schema.Builder schema = Schema.of("A directory with what an archive holds. It is unpacked beside its place and"
                        + " looked at: where a member or a link leads out, nothing is put in place. Then the whole"
                        + " directory takes the place of the one before, by two renames: between them it is missing for"
                        + " a moment, and until the next run if the host dies just then; a link to a directory for"
                        + " each release has no such moment. What was unpacked is written"
                        + " down on the host; names, modes, owners, sizes and times of change are compared with that, so"
                        + " an edit that keeps size and time isn't seen, and what a program writes there counts as a"
                        + " change: such a directory is declared outside of it, or keep-others is set.")
                .required("archive", Kind.PATH, "The directory; the one above must be there or be declared.")
                .optional("source", Kind.LOCAL_FILE, "An archive to copy. One of source and url.")
                .optional("url", Kind.TEXT, "An https or http URL that the host fetches, without user or password.")
                .optional(
                        "checksum",
                        Kind.TEXT,
                        "With url: \"sha256:\" or \"sha512:\" and the hex digits of the archive.")
                .optional(
                        "format",
                        Kind.TEXT,
                        "tar, tar.gz, tar.xz, tar.bz2, tar.zst or zip. Default: by the end of the name. The host needs"
                                + " the program.")
                .optional("strip", Kind.NUMBER, "So many directories at the top, each alone there, are left out.")
                .optional("owner", Kind.TEXT, "The owning user of all of it. Default: root.")
                .optional("group", Kind.TEXT, "The owning group of all of it. Default: root.")
                .optional(
                        "keep-others",
                        Kind.FLAG,
                        "true: what else is in the directory stays, and isn't looked at. What an earlier archive brought"
                                + " and this one doesn't is removed. Files are then replaced one by one.");
        return Remote.attributes(schema)
                .example("archive: /srv/shop/release\nurl: https://example.com/shop-1.2.tar.gz\n"
                        + "checksum: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nstrip: 1")
                .example("archive: /srv/site\nsource: site.zip\nowner: www-data")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        String path = fields.text("archive");
        if (path.indexOf('/', 1) < 0) {
            throw fields.fault("archive", path + " is the system's own; give a directory further down");
        }
        if (fields.has("source") == fields.has("url")) {
            throw fields.fault("archive", "an archive has one of source and url");
        }
        if (fields.has("url") && !fields.has("checksum")) {
            throw fields.fault("url", "what is fetched needs its checksum: \"sha256:\" and the hex digits");
        }
        if (fields.has("source") && fields.has("checksum")) {
            throw fields.fault("checksum", "a file beside the inventory is known by itself; remove checksum");
        }
        for (String name : List.of("headers", "max-size", "timeout")) {
            if (fields.has("source") && fields.has(name)) {
                throw fields.fault(name, "\"" + name + "\" is for a url; remove it");
            }
        }
        Remote remote = fields.has("url") ? Remote.parse(fields, "url") : null;
        Optional<Fields.LocalFile> file = fields.localFile("source");
        FileContent content = file.<FileContent>map(f -> new FileContent.Copied(path, f))
                .orElseGet(() -> new FetchedContent(path, java.util.Objects.requireNonNull(remote)));
        String checksum = remote == null
                ? "sha256:" + file.map(Fields.LocalFile::sha256).orElse("")
                : remote.checksum().toString();
        String name = file.map(Fields.LocalFile::path)
                .orElseGet(() -> fields.text("url").replaceFirst("[?#].*", ""));
        return new Wanted(
                path,
                content,
                checksum,
                remote,
                format(fields, name),
                strip(fields),
                Ownership.parse(fields, Optional.empty()),
                fields.flag("keep-others").orElse(false));
    }

    private static ArchiveFormat format(Fields fields, String name) {
        Optional<String> given = fields.optionalText("format");
        if (given.isPresent()) {
            return ArchiveFormat.named(given.get())
                    .orElseThrow(() -> fields.fault(
                            "format",
                            "\"" + given.get() + "\" is none of tar, tar.gz, tar.xz, tar.bz2, tar.zst and zip"));
        }
        return ArchiveFormat.of(name)
                .orElseThrow(() -> fields.fault(
                        "archive", "its format doesn't show in the name; add format, such as tar.gz or zip"));
    }

    private static long strip(Fields fields) {
        long strip = fields.number("strip").orElse(0L);
        if (strip < 0 || strip > MOST_LEVELS) {
            throw fields.fault("strip", "strip is from 0 to " + MOST_LEVELS + ", not " + strip);
        }
        return strip;
    }

    @Override
    public Identity identity(Wanted want) {
        return Identity.path(want.path);
    }

    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(Edge.ancestors(want.path));
        edges.addAll(want.ownership.edges());
        edges.add(new Edge.ShapedBy(new Identity("package", want.format.debian()), Edge.When.MADE_OR_REMOVED));
        if (want.remote != null) {
            edges.addAll(Remote.edges());
        }
        edges.add(new Edge.ShapesBelow(want.path, Edge.When.CHANGED));
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        List<Question<?>> questions = new ArrayList<>();
        questions.add(want.question());
        questions.add(new Program(want.format.program()));
        if (want.remote != null) {
            questions.add(new Fetcher());
        }
        return questions;
    }

    @Override
    public State read(Wanted want, Answers answers) {
        return new State(
                answers.get(want.question()),
                answers.get(new Program(want.format.program())),
                want.remote == null ? Fetcher.Program.CURL : answers.get(new Fetcher()));
    }

    @Override
    public Proposal propose(Wanted want, Seen<State> seen) {
        State state = seen.state();
        boolean there = state != null && state.found.stands() == 'd';
        Steps<State> steps = seen.steps()
                .refuseIf(s -> s.found.stands() == 'o', want.path + " is a link or no directory; remove it first")
                .presence(s -> s.found.stands() == 'd', true)
                .compare("content", s -> seen(want, s.found), Value.of(want.id()));
        boolean differs = state == null || !there || !seen(want, state.found).equals(Value.of(want.id()));
        if (differs) {
            steps.refuseIf(
                    s -> !s.program,
                    "the host has no " + want.format.program() + " to unpack it with: declare the package "
                            + want.format.debian());
            if (want.remote != null && state != null) {
                Optional<String> obstacle = want.remote.obstacle(state.fetcher);
                steps.refuseIf(s -> obstacle.isPresent(), obstacle.orElse(""));
            }
        }
        boolean removesOthers = state != null && there && !want.keepOthers && state.found.extra() > 0;
        if (differs && there) {
            steps.compare("removes", s -> Value.of(removed(want, s.found)), Value.absent());
        }
        return steps.run(ArchiveScript.put(want, removesOthers), removesOthers ? Danger.DESTRUCTIVE : Danger.NONE)
                .list();
    }

    private static Value seen(Wanted want, Unpacked.Found found) {
        if (found.stands() != 'd' || found.id().isEmpty()) {
            return Value.absent();
        }
        List<String> drift = new ArrayList<>();
        count(drift, found.gone(), "gone");
        count(drift, found.changed(), "changed");
        count(drift, want.keepOthers ? 0 : found.extra(), "more");
        return Value.of(found.id() + (drift.isEmpty() ? "" : ", but " + String.join(", ", drift)));
    }

    private static void count(List<String> drift, int number, String what) {
        if (number > 0) {
            drift.add(number + " " + what);
        }
    }

    private static String removed(Wanted want, Unpacked.Found found) {
        if (want.keepOthers) {
            return "of " + found.files() + " unpacked before, what this one doesn't have";
        }
        String extra = found.extra() == 0
                ? ""
                : " and " + found.extra() + " others: " + String.join(", ", found.names())
                        + (found.extra() > found.names().size() ? ", ..." : "");
        return found.files() + " unpacked before" + extra;
    }
}
