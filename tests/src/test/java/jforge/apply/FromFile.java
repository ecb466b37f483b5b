package jforge.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.PlanJson;
import jforge.transport.Connector;
import jforge.transport.Fleet;
import jforge.transport.Target;

/** Makes a plan out of a file with nothing but {@code plan}, {@code apply} and {@code transport}. */
public final class FromFile {
    private FromFile() {}

    /** @param args the file */
    public static void main(String[] args) throws IOException {
        Plan plan = PlanJson.read(Files.readString(Path.of(args[0])));
        Map<String, Target> targets = plan.hosts().stream()
                .map(HostPlan::target)
                .collect(Collectors.toMap(Target::name, Function.identity()));
        try (Connector connector = new Connector();
                Fleet fleet = new Fleet(targets, connector::connect, 4)) {
            new Apply(plan, fleet, "second", FromFile::print).run();
        }
    }

    private static void print(Event event) {
        if (event instanceof Event.Ended ended) {
            String effect = ended.effect() == null ? "" : " " + ended.effect();
            System.out.println(ended.outcome() + " " + ended.ref() + effect);
            System.err.print(ended.output());
        } else {
            System.out.println(event);
        }
    }
}
