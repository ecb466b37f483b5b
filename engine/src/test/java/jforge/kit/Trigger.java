package jforge.kit;

import java.util.List;
import jforge.plan.Command;
import jforge.plan.Sh;
import jforge.question.Stat;
import jforge.resource.Answers;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Proposal;
import jforge.resource.Question;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Seen;

/** Something whose change makes an effect due: a file that is there. */
final class Trigger implements ResourceType<String, Boolean> {
    static final String KEY = "kit-trigger";
    static final String PATH = Killer.FOLDER + "/trigger";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Schema schema() {
        return Schema.of("A trigger.")
                .required(KEY, Schema.Kind.PATH, "its file")
                .build();
    }

    @Override
    public String parse(Fields fields) {
        return fields.text(KEY);
    }

    @Override
    public Identity identity(String desired) {
        return new Identity(KEY, desired);
    }

    @Override
    public List<Edge> edges(String desired) {
        return List.of();
    }

    @Override
    public List<Question<?>> questions(String desired) {
        return List.of(new Stat(desired));
    }

    @Override
    public Boolean read(String desired, Answers answers) {
        return answers.get(new Stat(desired)) instanceof Stat.Present;
    }

    @Override
    public Proposal propose(String desired, Seen<Boolean> seen) {
        String path = Sh.path(desired);
        return seen.steps()
                .presence(s -> s, true)
                .run(new Command("[ -e " + path + " ]", ": >" + path))
                .list();
    }
}
