package jforge.module;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import jforge.inventory.Module;
import jforge.resource.ResourceType;

/**
 * Loads the classes of one module. It sees the JDK, jforge's own packages and what it brings itself, and nothing of the
 * libraries that jforge is made with, nor of other modules.
 */
final class ModuleLoader extends URLClassLoader {
    /** @throws jforge.source.InventoryException if there is nothing to load from */
    ModuleLoader(Module module) {
        super("module " + name(module), classPath(module), new Contract());
    }

    private static String name(Module module) {
        Path name = module.path().getFileName();
        return name == null ? module.path().toString() : name.toString().replaceFirst("\\.jar$", "");
    }

    private static URL[] classPath(Module module) {
        List<Path> parts = new ArrayList<>();
        if (Files.isDirectory(module.path())) {
            parts.addAll(jars(module));
            Path classes = module.path().resolve("target/classes");
            if (Files.isDirectory(classes)) {
                parts.add(classes);
            }
            if (parts.isEmpty()) {
                throw ModuleFault.of(module, "holds no jar and no target/classes; build it first");
            }
        } else if (Files.exists(module.path())) {
            parts.add(module.path());
        } else {
            throw ModuleFault.of(module, "is not there; a module is a folder with jars or target/classes, or a jar");
        }
        return parts.stream().map(part -> url(module, part)).toArray(URL[]::new);
    }

    private static List<Path> jars(Module module) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(module.path(), "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw ModuleFault.of(module, "can't be read");
        }
        jars.sort(null);
        return jars;
    }

    /** A jar that is none would be passed over in silence. */
    private static URL url(Module module, Path part) {
        if (!Files.isDirectory(part)) {
            try (ZipFile jar = new ZipFile(part.toFile())) {
                jar.size();
            } catch (IOException e) {
                throw ModuleFault.of(module, "has " + part.getFileName() + ", which can't be read as a jar");
            }
        }
        try {
            return part.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The part of jforge that a module may use: by package, since all of jforge may be one jar. */
    private static final class Contract extends ClassLoader {
        private final ClassLoader jforge = ResourceType.class.getClassLoader();

        Contract() {
            super("contract", getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jforge.") || name.startsWith("org.jspecify.")) {
                return jforge.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
