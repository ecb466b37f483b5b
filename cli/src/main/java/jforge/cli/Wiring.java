package jforge.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Joins the stations of the engine. Nothing is joined yet: every call says so. */
final class Wiring implements Runs {
    @Override
    public Checked check(Request request) {
        throw missing();
    }

    @Override
    public Planned plan(Request request) {
        throw missing();
    }

    @Override
    public Facts facts(Request request) {
        throw missing();
    }

    @Override
    public void sandboxUp(Request request, Consumer<String> say) {
        throw missing();
    }

    @Override
    public void sandboxDown(@Nullable Path inventory, Consumer<String> say) {
        throw missing();
    }

    @Override
    public List<String> sandboxes() {
        throw missing();
    }

    private static Trouble missing() {
        return Trouble.usage("not built yet");
    }
}
