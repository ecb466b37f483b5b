package jforge.looking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jforge.resource.QuestionKind;
import jforge.resource.ResourceType;

/** Every kind of question in the engine and in the modules on the class path: found in their classes, listed nowhere. */
final class QuestionKinds {
    private QuestionKinds() {}

    /** The name of each kind; of one that no constant holds the class's name. */
    static Set<String> names(Set<Class<?>> sampled) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        Set<QuestionKind<?, ?>> constants = new LinkedHashSet<>();
        for (Class<?> found : classes()) {
            if (QuestionKind.class.isAssignableFrom(found) && !Modifier.isAbstract(found.getModifiers())) {
                classes.add(found);
            }
            constants.addAll(constants(found));
        }
        Set<String> names = new TreeSet<>();
        constants.forEach(kind -> {
            names.add(kind.name());
            classes.remove(kind.getClass());
        });
        classes.removeAll(sampled);
        classes.forEach(unnamed -> names.add(unnamed.getName()));
        return names;
    }

    private static Set<QuestionKind<?, ?>> constants(Class<?> owner) {
        Set<QuestionKind<?, ?>> constants = new LinkedHashSet<>();
        for (Field field : owner.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && QuestionKind.class.isAssignableFrom(field.getType())) {
                try {
                    field.setAccessible(true);
                    constants.add((QuestionKind<?, ?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(field.toString(), e);
                }
            }
        }
        return constants;
    }

    private static Set<Class<?>> classes() {
        Set<URI> places = new LinkedHashSet<>();
        places.add(place(QuestionKind.class));
        ServiceLoader.load(ResourceType.class).forEach(type -> places.add(place(type.getClass())));
        Set<Class<?>> classes = new LinkedHashSet<>();
        places.forEach(place -> classes.addAll(classes(Path.of(place))));
        return classes;
    }

    private static URI place(Class<?> one) {
        try {
            return one.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> classes(Path place) {
        if (Files.isDirectory(place)) {
            return below(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return below(jar.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> below(Path root) {
        try (Stream<Path> files = Files.walk(root.resolve("jforge"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .<Class<?>>map(QuestionKinds::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, QuestionKinds.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
