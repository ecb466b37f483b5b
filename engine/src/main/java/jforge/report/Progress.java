package jforge.report;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jforge.plan.Event;
import jforge.plan.HostPlan;
import jforge.plan.Plan;
import jforge.plan.Ref;

/** One line on a terminal that says how far applying is, drawn over itself. For terminals only. */
public final class Progress implements Consumer<Event> {
    private static final long REDRAWN_AFTER = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream terminal;
    private final Style style;
    private final long changes;
    private final long hosts;
    private final Set<Ref> ended = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private long drawn;

    public Progress(PrintStream terminal, Style style, Plan plan) {
        this.terminal = terminal;
        this.style = style;
        this.changes = plan.changes().filter(c -> c.verdict().acts()).count();
        this.hosts = plan.hosts().stream().filter(HostPlan::acts).count();
        this.drawn = System.nanoTime() - REDRAWN_AFTER;
    }

    @Override
    public synchronized void accept(Event event) {
        String now = "";
        if (event instanceof Event.Ended e) {
            ended.add(e.ref());
        } else if (event instanceof Event.Begun b) {
            now = ", " + b.ref();
        } else {
            done.add(event.host());
        }
        if (System.nanoTime() - drawn >= REDRAWN_AFTER) {
            String line = "applying: " + ended.size() + " of " + changes + " changes, " + done.size() + " of " + hosts
                    + " hosts" + style.printable(now);
            terminal.print(CLEAR + line.substring(0, Math.min(line.length(), style.width() - 1)));
            terminal.flush();
            drawn = System.nanoTime();
        }
    }

    /** Takes the line away, before something else is printed. */
    public synchronized void clear() {
        terminal.print(CLEAR);
        terminal.flush();
        drawn = System.nanoTime() - REDRAWN_AFTER;
    }
}
