import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Raises the classes of a jar that are older than Java 6 to Java 8, with the stack maps that this takes: a JVM's
 * start-up archive holds no older ones. Arguments: the jar, and the time that the changed entries get (ISO 8601).
 */
final class RaiseClassFiles {
    private static final int OLDEST_ARCHIVABLE = Opcodes.V1_6;

    private RaiseClassFiles() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        FileTime time = FileTime.from(Instant.parse(args[1]));
        Map<String, byte[]> raised = new LinkedHashMap<>();
        try (FileSystem zip = FileSystems.newFileSystem(jar);
                URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            try (var paths = Files.walk(zip.getPath("/"))) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    if (!path.toString().endsWith(".class")) {
                        continue;
                    }
                    byte[] bytes = Files.readAllBytes(path);
                    if (ByteBuffer.wrap(bytes).getShort(6) < OLDEST_ARCHIVABLE) {
                        raised.put(path.toString(), raise(bytes, loader));
                    }
                }
            }
        }
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            for (var entry : raised.entrySet()) {
                Path path = zip.getPath(entry.getKey());
                Files.write(path, entry.getValue());
                Files.setLastModifiedTime(path, time);
            }
        }
    }

    private static byte[] raise(byte[] bytes, ClassLoader loader) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return loader;
            }
        };
        ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(
                    int version, int access, String name, String signature, String superName, String[] interfaces) {
                super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
            }
        };
        new ClassReader(bytes).accept(visitor, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
