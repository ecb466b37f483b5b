package jforge.module;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import jforge.inventory.Inventory;
import jforge.inventory.Module;
import jforge.resource.CrossCheck;
import jforge.resource.ResourceType;
import jforge.resource.Schema;
import jforge.resource.Section;
import jforge.source.InventoryErrors;
import jforge.source.InventoryException;

/** All resource types, sections and cross checks of a run. */
public final class ModuleExtensions {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");

    private final Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final List<CrossCheck> checks = new ArrayList<>();
    /** By "type KEY" and "section KEY". */
    private final Map<String, Module> from = new HashMap<>();

    private ModuleExtensions() {}

    /**
     * Those of modules after jforge's own.
     *
     * @param own those that jforge has
     * @param modules each is loaded by a class loader of its own, which has the module's name
     * @throws InventoryErrors if a module can't be loaded, or brings a type or a section that is there already
     */
    public static Extensions of(Extensions own, List<Module> modules) {
        if (modules.isEmpty()) {
            return own;
        }
        ModuleExtensions all = new ModuleExtensions();
        all.types.putAll(own.types());
        all.sections.putAll(own.sections());
        all.checks.addAll(own.checks());
        InventoryErrors.Collector errors = new InventoryErrors.Collector();
        for (Module module : modules) {
            errors.attempt(() -> all.load(module, errors));
        }
        errors.check();
        return new Extensions(all.types, all.sections, all.checks);
    }

    private void load(Module module, InventoryErrors.Collector errors) {
        ModuleLoader loader = new ModuleLoader(module);
        @SuppressWarnings("rawtypes") // a service is named by its raw type
        List<ResourceType> foundTypes = services(module, ResourceType.class, loader);
        List<Section> foundSections = services(module, Section.class, loader);
        List<CrossCheck> foundChecks = services(module, CrossCheck.class, loader);
        if (foundTypes.isEmpty() && foundSections.isEmpty() && foundChecks.isEmpty()) {
            throw ModuleFault.of(
                    module,
                    "brings no resource type: it has no META-INF/services/" + ResourceType.class.getName()
                            + " that names one, and no section or cross check either");
        }
        foundTypes.forEach(type -> errors.attempt(() -> add(module, type)));
        foundSections.forEach(section -> errors.attempt(() -> add(module, section)));
        checks.addAll(foundChecks);
    }

    private static <T> List<T> services(Module module, Class<T> kind, ModuleLoader loader) {
        List<T> found = new ArrayList<>();
        try {
            Iterator<T> all = ServiceLoader.load(kind, loader).iterator();
            while (all.hasNext()) {
                found.add(all.next());
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw ModuleFault.of(module, e);
        }
        return found;
    }

    private void add(Module module, ResourceType<?, ?> type) {
        String key = checked(module, type, () -> {
            check(module, type.key(), type.schema());
            return type.key();
        });
        if (types.putIfAbsent(key, type) != null) {
            throw taken(module, "type", key);
        }
        from.put("type " + key, module);
    }

    private void add(Module module, Section section) {
        String key = checked(module, section, () -> {
            check(module, section);
            return section.key();
        });
        if (sections.putIfAbsent(key, section) != null) {
            throw taken(module, "section", key);
        }
        from.put("section " + key, module);
    }

    private interface Check {
        String key();
    }

    private static String checked(Module module, Object found, Check check) {
        try {
            return check.key();
        } catch (LinkageError e) {
            throw ModuleFault.of(module, e);
        } catch (InventoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ModuleFault.of(module, found.getClass().getName() + " fails with " + e);
        }
    }

    private InventoryException taken(Module module, String what, String key) {
        Module other = from.get(what + " " + key);
        return ModuleFault.of(
                module,
                "brings the " + what + " \"" + key + "\", which "
                        + (other == null ? "jforge has itself" : "the module in " + other.mark() + " brings, too"));
    }

    private static void check(Module module, String key, Schema schema) {
        if (!KEY.matcher(key).matches() || Schema.COMMON.contains(key)) {
            throw ModuleFault.of(module, "brings a type with the key \"" + key + "\", which can't be one");
        }
        if (schema.attributes().isEmpty()) {
            throw ModuleFault.of(module, "brings the type \"" + key + "\", whose schema has no attribute");
        }
        clash(schema, Schema.COMMON).ifPresent(name -> {
            throw ModuleFault.of(
                    module,
                    "brings the type \"" + key + "\" with an attribute \"" + name
                            + "\", which means something for every resource");
        });
    }

    private static void check(Module module, Section section) {
        String key = section.key();
        if (!KEY.matcher(key).matches()) {
            throw ModuleFault.of(module, "brings a section with the key \"" + key + "\", which can't be one");
        }
        if (Inventory.KEYS.contains(key)) {
            throw ModuleFault.of(module, "brings the section \"" + key + "\", which is a key that every inventory has");
        }
        clash(section.schema(), Section.COMMON).ifPresent(name -> {
            throw ModuleFault.of(
                    module,
                    "brings the section \"" + key + "\" with an attribute \"" + name
                            + "\", which means something for every section");
        });
    }

    /** An attribute that has the name of what the engine itself reads. */
    private static Optional<String> clash(Schema schema, Collection<String> common) {
        return schema.attributes().stream()
                .map(Schema.Attribute::name)
                .filter(common::contains)
                .findFirst();
    }
}
