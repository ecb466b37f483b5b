package jforge.contract;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jforge.plan.Command;
import jforge.plan.Step;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Effect;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;
import org.jspecify.annotations.Nullable;

/** A sound type; each of its subclasses spoils one thing of it. */
class Broken<D, S> implements ResourceType<D, S> {
    private final ResourceType<D, S> sound;

    Broken(ResourceType<D, S> sound) {
        this.sound = sound;
    }

    /** One whose commands are other ones. */
    static <D, S> ResourceType<D, S> commands(ResourceType<D, S> sound, UnaryOperator<Command> spoil) {
        return new Broken<>(sound) {
            @Override
            public Proposal propose(D desired, Seen<S> seen) {
                return spoilt(super.propose(desired, seen), spoil);
            }
        };
    }

    /** One whose changes are other ones. */
    static <D, S> ResourceType<D, S> changes(ResourceType<D, S> sound, UnaryOperator<String> spoil) {
        return commands(sound, c -> new Command(c.test(), spoil.apply(c.change()), c.payloads(), c.functions()));
    }

    /** One whose tests are other ones. */
    static <D, S> ResourceType<D, S> tests(ResourceType<D, S> sound, UnaryOperator<String> spoil) {
        return commands(sound, c -> new Command(spoil.apply(c.test()), c.change(), c.payloads(), c.functions()));
    }

    /** One whose steps are other ones only while the state is unknown. */
    static <D, S> ResourceType<D, S> unknown(ResourceType<D, S> sound, UnaryOperator<Command> spoil) {
        return new Broken<>(sound) {
            @Override
            public Proposal propose(D desired, Seen<S> seen) {
                Proposal proposal = super.propose(desired, seen);
                return seen.state() == null ? spoilt(proposal, spoil) : proposal;
            }
        };
    }

    /** One that asks one thing more. */
    static <D, S> ResourceType<D, S> asks(ResourceType<D, S> sound, Question<?> more) {
        return new Broken<>(sound) {
            @Override
            public List<Question<?>> questions(D desired) {
                return Stream.<Question<?>>concat(super.questions(desired).stream(), Stream.of(more))
                        .toList();
            }
        };
    }

    /** One that sees the state otherwise. */
    static <D, S> ResourceType<D, S> sees(ResourceType<D, S> sound, UnaryOperator<S> spoil) {
        return new Broken<>(sound) {
            @Override
            public S read(D desired, Answers answers) {
                return spoil.apply(super.read(desired, answers));
            }
        };
    }

    /** One whose effect's command is another one. */
    static <D, S> ResourceType<D, S> effects(ResourceType<D, S> sound, UnaryOperator<Command> spoil) {
        return new Broken<>(sound) {
            @Override
            public @Nullable Effect effect(D desired, Seen<S> seen) {
                Effect effect = super.effect(desired, seen);
                return effect == null
                        ? null
                        : new Effect(effect.name(), spoil.apply(effect.command()), effect.danger());
            }
        };
    }

    private static Proposal spoilt(Proposal proposal, UnaryOperator<Command> spoil) {
        return proposal instanceof Proposal.Do todo
                ? new Proposal.Do(todo.steps().stream()
                        .map(s -> new Step(s.differences(), spoil.apply(s.command()), s.danger()))
                        .toList())
                : proposal;
    }

    @Override
    public String key() {
        return sound.key();
    }

    @Override
    public Schema schema() {
        return sound.schema();
    }

    @Override
    public D parse(Fields fields) {
        return sound.parse(fields);
    }

    @Override
    public Identity identity(D desired) {
        return sound.identity(desired);
    }

    @Override
    public List<Edge> edges(D desired) {
        return sound.edges(desired);
    }

    @Override
    public List<Question<?>> questions(D desired) {
        return sound.questions(desired);
    }

    @Override
    public S read(D desired, Answers answers) {
        return sound.read(desired, answers);
    }

    @Override
    public Proposal propose(D desired, Seen<S> seen) {
        return sound.propose(desired, seen);
    }

    @Override
    public @Nullable Effect effect(D desired, Seen<S> seen) {
        return sound.effect(desired, seen);
    }
}
