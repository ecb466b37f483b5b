package jforge.module;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import jforge.inventory.Module;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;

/** All resource types of a run. */
public final class ModuleTypes {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");

    private final Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
    private final Map<String, Module> from = new HashMap<>();

    private ModuleTypes() {}

    /**
     * The types by key, those of modules after jforge's own.
     *
     * @param own those that jforge has
     * @param modules each is loaded by a class loader of its own, which has the module's name
     * @throws InventoryErrors if a module can't be loaded, or brings a type that is there already
     */
    public static Map<String, ResourceType<?, ?>> of(Collection<ResourceType<?, ?>> own, List<Module> modules) {
        ModuleTypes all = new ModuleTypes();
        own.forEach(type -> all.types.put(type.key(), type));
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        for (Module module : modules) {
            errors.attempt(() -> load(module).forEach(type -> errors.attempt(() -> all.add(module, type))));
        }
        errors.check();
        return Collections.unmodifiableMap(all.types);
    }

    private static List<ResourceType<?, ?>> load(Module module) {
        ModuleLoader loader = new ModuleLoader(module);
        List<ResourceType<?, ?>> found = new ArrayList<>();
        try {
            @SuppressWarnings("rawtypes") // a service is named by its raw type
            Iterator<ResourceType> types =
                    ServiceLoader.load(ResourceType.class, loader).iterator();
            while (types.hasNext()) {
                found.add(types.next());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw ModuleFault.of(module, e);
        }
        if (found.isEmpty()) {
            throw ModuleFault.of(
                    module,
                    "brings no resource type: it has no META-INF/services/" + ResourceType.class.getName()
                            + " that names one");
        }
        return found;
    }

    private void add(Module module, ResourceType<?, ?> type) {
        String key;
        try {
            key = type.key();
            check(module, key, type.schema());
        } catch (LinkageError e) {
            throw ModuleFault.of(module, e);
        } catch (InventoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ModuleFault.of(module, type.getClass().getName() + " fails with " + e);
        }
        if (types.putIfAbsent(key, type) != null) {
            Module other = from.get(key);
            throw ModuleFault.of(
                    module,
                    "brings the type \"" + key + "\", which "
                            + (other == null ? "jforge has itself" : "the module in " + other.mark() + " brings, too"));
        }
        from.put(key, module);
    }

    private static void check(Module module, String key, Schema schema) {
        if (!KEY.matcher(key).matches() || Schema.COMMON.contains(key)) {
            throw ModuleFault.of(module, "brings a type with the key \"" + key + "\", which can't be one");
        }
        List<String> names =
                schema.attributes().stream().map(Schema.Attribute::name).toList();
        if (names.isEmpty()) {
            throw ModuleFault.of(module, "brings the type \"" + key + "\", whose schema has no attribute");
        }
        names.stream().filter(Schema.COMMON::contains).findFirst().ifPresent(name -> {
            throw ModuleFault.of(
                    module,
                    "brings the type \"" + key + "\" with an attribute \"" + name
                            + "\", which means something for every resource");
        });
    }
}
