package jforge.declare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jforge.inventory.Places;
import jforge.source.Mark;
import jforge.source.Node;

/** Templates, by name. The template library is only loaded when the first one is rendered. */
final class Templates {
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final Places places;
    private final List<Path> roots;
    private final BoundedRendering rendering = new BoundedRendering(BUDGET);
    private final Map<Path, TemplateEngine> engines = new HashMap<>();

    /**
     * @param places of the inventory: {@code templates/} beside the file that names a template comes first, then that beside
     *     the inventory
     * @param roots come after these; an earlier one shadows a later one, path by path
     */
    Templates(Places places, List<Path> roots) {
        this.places = places;
        this.roots = List.copyOf(roots);
    }

    /**
     * What the template renders to; secrets in it are placeholders still.
     *
     * @param mark where the template is named
     * @param where the resource, for the messages of faults inside the template
     */
    String render(String name, Scope scope, Node.Mapping with, Mark mark, String where) {
        Path directory = places.directory(mark);
        TemplateEngine engine = engines.computeIfAbsent(directory, d -> new TemplateEngine(roots(d), rendering));
        return engine.render(name, new TemplateData(scope, with), mark, where);
    }

    private List<Path> roots(Path directory) {
        Set<Path> all = new LinkedHashSet<>();
        all.add(directory.resolve("templates"));
        all.add(places.root().resolve("templates"));
        all.addAll(roots);
        return List.copyOf(all);
    }
}
