package jforge.base;

import com.google.auto.service.AutoService;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/** One job of cron: a file of {@code /etc/cron.d} with one line. */
@AutoService(ResourceType.class)
@SuppressWarnings("rawtypes") // a service is named by its raw type
public final class CronType implements ResourceType<CronType.Wanted, FileType.State> {
    private static final FileType FILES = new FileType();
    private static final String NO_DIRECTORY =
            "there is no /etc/cron.d: BusyBox's cron doesn't look there; for another" + " cron, declare its package";
    private static final int LONGEST_COMMAND = 998;

    /** @param file with the job's line; cron reads no file that others than root may write */
    record Wanted(Optional<String> user, FileType.Wanted file) {}

    @Override
    public String key() {
        return "cron";
    }

    @Override
    public Schema schema() {
        return Schema.of("One job of cron, in a file of its own in /etc/cron.d. BusyBox's cron doesn't look there.")
                .required("cron", Kind.TEXT, "The job's name, which is its file's: letters, digits, _ and -.")
                .optional(
                        "schedule",
                        Kind.TEXT,
                        "Minute, hour, day of the month, month, day of the week; or @hourly, @daily, @weekly, @monthly,"
                                + " @yearly, @reboot.")
                .optional("user", Kind.TEXT, "Whom it runs as. Default: root.")
                .optional(
                        "command",
                        Kind.TEXT,
                        "A line of shell. A % stands for itself. Everybody on the host can read it, so it takes no"
                                + " secret.")
                .optional("absent", Kind.FLAG, "true: there must be no such job.")
                .example(
                        "cron: backup\nschedule: '30 3 * * mon-fri'\nuser: backup\ncommand: /usr/local/bin/backup --all")
                .example("cron: old-report\nabsent: true")
                .build();
    }

    @Override
    public Wanted parse(Fields fields) {
        String name = fields.text("cron");
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw fields.fault("cron", "cron skips a file of such a name; use letters, digits, _ and -");
        }
        String path = "/etc/cron.d/" + name;
        if (fields.flag("absent").orElse(false)) {
            List.of("schedule", "user", "command").stream().filter(fields::has).forEach(other -> {
                throw fields.fault(other, "a job that is absent has no " + other + "; remove it or absent");
            });
            return new Wanted(Optional.empty(), file(path, null, true));
        }
        String user =
                AccountName.check(fields, "user", fields.optionalText("user").orElse("root"));
        String line = CronSchedule.parse(fields) + " " + user + " " + command(fields);
        String content = "# made by jforge: changes are lost\n" + line + "\n";
        Value.Text text = new Value.Text(List.of(new Value.Span(content, false)));
        return new Wanted(Optional.of(user), file(path, new FileContent.Written(path, text), false));
    }

    private static FileType.Wanted file(String path, @Nullable FileContent content, boolean absent) {
        Ownership ownership = absent
                ? new Ownership(Optional.empty(), Optional.empty(), Optional.empty())
                : new Ownership(Optional.of("0644"), Optional.of("root"), Optional.of("root"));
        return new FileType.Wanted(path, content, ownership, Optional.empty(), false, absent);
    }

    /** To cron an unescaped % ends the command. */
    private static String command(Fields fields) {
        String command = fields.optionalText("command")
                .orElseThrow(() -> fields.fault("cron", "a job needs a command, or absent: true"))
                .strip();
        if (command.isEmpty() || command.indexOf('\n') >= 0) {
            throw fields.fault("command", "cron takes one line; put more into a script and run that");
        }
        if (command.contains("\\%")) {
            throw fields.fault("command", "write % for \\%: it is escaped for cron");
        }
        String escaped = command.replace("%", "\\%");
        if (escaped.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMMAND) {
            throw fields.fault(
                    "command", "cron cuts a command off after " + LONGEST_COMMAND + " bytes; put it into a script");
        }
        return escaped;
    }

    @Override
    public Identity identity(Wanted want) {
        return FILES.identity(want.file);
    }

    /** The package brings the directory. */
    @Override
    public List<Edge> edges(Wanted want) {
        List<Edge> edges = new ArrayList<>(FILES.edges(want.file));
        edges.add(new Edge.Requires(new Identity("package", "cron")));
        edges.add(new Edge.Requires(new Identity("package", "cronie")));
        want.user.ifPresent(user -> edges.add(new Edge.Requires(new Identity("user", user))));
        return edges;
    }

    @Override
    public List<Question<?>> questions(Wanted want) {
        return FILES.questions(want.file);
    }

    @Override
    public FileType.State read(Wanted want, Answers answers) {
        return FILES.read(want.file, answers);
    }

    @Override
    public Proposal propose(Wanted want, Seen<FileType.State> seen) {
        Proposal proposal = FILES.propose(want.file, seen);
        return proposal instanceof Proposal.Do todo && todo.vain() != null
                ? new Proposal.Do(todo.steps(), NO_DIRECTORY)
                : proposal;
    }
}
