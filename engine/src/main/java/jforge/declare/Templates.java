package jforge.declare;

import java.nio.file.Path;
import java.util.List;
import jforge.source.Mark;
import jforge.source.Node;
import org.jspecify.annotations.Nullable;

/** Templates, by name. The template library is only loaded when the first one is rendered. */
final class Templates {
    private final List<Path> roots;
    private @Nullable TemplateEngine engine;

    /** @param roots an earlier one shadows a later one, path by path */
    Templates(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * What the template renders to; secrets in it are placeholders still.
     *
     * @param mark where the template is named
     * @param where the resource, for the messages of faults inside the template
     */
    String render(String name, Scope scope, Node.Mapping with, Mark mark, String where) {
        TemplateEngine ready = engine;
        if (ready == null) {
            ready = new TemplateEngine(roots);
            engine = ready;
        }
        return ready.render(name, new TemplateData(scope, with), mark, where);
    }
}
