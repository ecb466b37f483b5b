package jforge.looking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import jforge.declare.Declarer;
import jforge.inventory.InventoryReader;
import jforge.observe.Owed;
import jforge.resource.Question;
import jforge.resource.Resource;
import jforge.resource.ResourceType;

/** Questions to ask: those of every type's examples and of {@code inventory.yaml} beside this class, and the engine's own. */
final class Samples {
    private static final String HEAD = "name: looking\nhosts: { h1: { address: 127.0.0.1 } }\nresources:\n";

    private final Path folder;
    private final Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();

    /** @param folder an empty one, for the inventories */
    Samples(Path folder) {
        this.folder = folder;
        ServiceLoader.load(ResourceType.class).forEach(type -> types.put(type.key(), type));
    }

    List<Question<?>> questions() throws IOException {
        List<Question<?>> questions = new ArrayList<>();
        Files.writeString(folder.resolve("site.zip"), "no zip, but nobody unpacks it\n");
        for (ResourceType<?, ?> type : types.values()) {
            for (String example : type.schema().examples()) {
                questions.addAll(
                        declared(HEAD + "  - on: all\n" + example.strip().indent(4)));
            }
        }
        Files.writeString(folder.resolve("source.txt"), "from the controller\n");
        Files.writeString(folder.resolve("secret.txt"), "hush");
        questions.addAll(declared(LookedAtHost.resource("inventory.yaml")));
        questions.add(new Owed("service-looked"));
        questions.add(new Owed("service-none"));
        return questions;
    }

    private List<Question<?>> declared(String inventory) throws IOException {
        Path file = Files.writeString(folder.resolve("inventory.yaml"), inventory);
        Declarer declarer = new Declarer(
                InventoryReader.read(file, List.of()), types, List.of(), "00112233445566778899aabbccddeeff");
        List<Question<?>> questions = new ArrayList<>();
        declarer.declare(Map.of("h1", Map.of()))
                .values()
                .forEach(d -> d.resources().forEach(r -> questions.addAll(questions(r))));
        return questions;
    }

    private static <D> List<Question<?>> questions(Resource<D, ?> resource) {
        return resource.type().questions(resource.desired());
    }
}
