package jforge.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import jforge.transport.Access;
import jforge.transport.Target;
import org.jspecify.annotations.Nullable;

/**
 * The id of a plan: the first six hex digits of the SHA-256 of all its content but the id itself. Secrets don't enter it:
 * so short a digest of a weak one could be tried out; plans that differ in a secret alone have the same id.
 */
public final class PlanId {
    private final MessageDigest digest;

    private PlanId(MessageDigest digest) {
        this.digest = digest;
    }

    /** Six hex digits; equal plans have equal ids. */
    public static String of(Plan plan) {
        try {
            PlanId id = new PlanId(MessageDigest.getInstance("SHA-256"));
            id.text(plan.inventory());
            id.all(plan.hosts(), id::host);
            return HexFormat.of().formatHex(id.digest.digest()).substring(0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void host(HostPlan host) {
        text(host.host());
        target(host.target());
        text(host.unreachable());
        all(host.looks(), l -> texts(l.kind(), l.script(), l.digest()));
        all(host.changes(), this::change);
        all(host.merges(), m -> {
            all(m.members(), this::text);
            text(m.bond().name());
            all(m.summary(), this::text);
            command(m.command());
        });
        all(host.probes(), this::text);
    }

    private void target(Target target) {
        texts(target.name(), target.kind().name(), target.address(), target.user());
        number(target.port());
        text(target.become().name());
        all(target.identityFiles(), this::text);
        all(target.knownHosts(), this::text);
        text(target.hostKeyAlias());
        way(target.access().way());
        keys(target.access().hostKeys(), target.access().login());
    }

    /** Another way may lead to another host of the same name. */
    private void way(Access.Way way) {
        text(way.command());
        number(way.patience() == null ? -1 : way.patience());
        number(way.alive());
        number(way.aliveCount());
        number(way.via() == null ? 0 : 1);
        if (way.via() != null) {
            target(way.via());
        }
    }

    /** The agent's socket is left out: it has another name in each session. */
    private void keys(Access.HostKeys host, Access.Login user) {
        flags(host.acceptNew(), host.hashed(), user.namedOnly(), user.byKey(), user.byPassword());
        text(host.revoked());
        text(host.algorithms());
        all(user.certificates(), this::text);
        text(user.algorithms());
    }

    private void flags(boolean... flags) {
        for (boolean flag : flags) {
            number(flag ? 1 : 0);
        }
    }

    private void change(Change change) {
        ref(change.ref());
        text(change.origin().file());
        number(change.origin().line());
        number(change.origin().column());
        text(change.verdict().name());
        text(change.reason());
        text(change.allow());
        all(change.steps(), this::step);
        Due due = change.due();
        text(due == null ? null : due.name());
        if (due != null) {
            text(due.marker());
            all(due.triggers(), this::ref);
            text(due.owed());
            step(due.step());
        }
        all(change.after(), this::ref);
        all(change.requires(), this::ref);
        all(change.notes(), n -> texts(n.level().name(), n.text()));
    }

    private void step(Step step) {
        all(step.differences(), d -> {
            text(d.attribute());
            value(d.before());
            value(d.after());
        });
        command(step.command());
        text(step.danger().name());
        flags(step.cutsPath());
    }

    private void command(Command command) {
        texts(command.test(), command.change(), command.functions());
        all(command.payloads(), p -> {
            text(p.name());
            if (p instanceof Payload.Local local) {
                texts("local", local.path(), local.sha256());
                number(local.size());
            } else if (p instanceof Payload.Inline inline) {
                value(inline.text());
            }
        });
    }

    private void value(Value value) {
        text(value.getClass().getSimpleName());
        if (value instanceof Value.Text text) {
            all(text.spans(), s -> text(s.secret() ? null : s.text()));
        } else if (value instanceof Value.Blob blob) {
            text(blob.digest());
            number(blob.size());
            number(blob.secret() ? 1 : 0);
        }
    }

    private void ref(Ref ref) {
        texts(ref.host(), ref.label());
    }

    private <T> void all(List<T> items, Consumer<T> each) {
        number(items.size());
        items.forEach(each);
    }

    private void texts(String... texts) {
        for (String text : texts) {
            text(text);
        }
    }

    /** Its length comes first, so that no two lists of texts run together into the same bytes. */
    private void text(@Nullable String text) {
        if (text == null) {
            number(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }

    private void number(long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            digest.update((byte) (number >>> shift));
        }
    }
}
