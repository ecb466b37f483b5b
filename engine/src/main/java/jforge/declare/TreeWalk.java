package jforge.declare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import jforge.resource.Fields;
import jforge.resource.LocalTree;
import jforge.source.InventoryException;
import jforge.source.Mark;

/** Reads a tree beside the inventory. */
final class TreeWalk extends SimpleFileVisitor<Path> {
    /** A file of more is sent when the host asks for it. */
    private static final long MOST_TEXT = 4096;

    /** What Java makes of bytes that the locale has no letter for. */
    private static final char UNDECODED = '\uFFFD';

    private final Path root;
    private final String name;
    private final Mark mark;
    private final LocalFiles files;
    private final List<PathMatcher> excluded = new ArrayList<>();
    private final List<LocalTree.Entry> entries = new ArrayList<>();

    private TreeWalk(Path root, String name, Mark mark, LocalFiles files) {
        this.root = root;
        this.name = name;
        this.mark = mark;
        this.files = files;
    }

    /**
     * @param name as it was written
     * @param exclude globs; one without a slash is for names, others are for paths from the root
     * @throws InventoryException if it is no directory, or holds what can't be brought to a host
     */
    static LocalTree of(Path root, String name, List<String> exclude, Mark mark, LocalFiles files) {
        if (!Files.isDirectory(root)) {
            throw new InventoryException(mark, "there is no directory " + name + " beside this inventory file");
        }
        try {
            TreeWalk walk = new TreeWalk(root.toRealPath(), name, mark, files);
            exclude.forEach(walk::exclude);
            Files.walkFileTree(walk.root, walk);
            walk.entries.sort(Comparator.comparing(LocalTree.Entry::path));
            return new LocalTree(walk.entries);
        } catch (IOException e) {
            throw new InventoryException(mark, name + " can't be read: " + e.getMessage());
        }
    }

    private void exclude(String glob) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob.replaceAll("/+$", ""));
            excluded.add(glob.indexOf('/') < 0 ? path -> matcher.matches(path.getFileName()) : matcher);
        } catch (PatternSyntaxException e) {
            throw new InventoryException(
                    mark, "\"exclude\" has no valid glob in \"" + glob + "\": " + e.getDescription());
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
        if (path.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        if (isExcluded(path)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        entries.add(new LocalTree.Directory(relative(path)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
        if (!isExcluded(path)) {
            entries.add(
                    attributes.isSymbolicLink() ? link(path) : attributes.isRegularFile() ? file(path) : other(path));
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isExcluded(Path path) {
        return excluded.stream().anyMatch(m -> m.matches(root.relativize(path)));
    }

    private String relative(Path path) {
        String relative = root.relativize(path).toString();
        if (relative.chars().anyMatch(c -> c < ' ')) {
            throw new InventoryException(
                    mark,
                    "a name in " + name + " holds a line break or another control character; rename it, or exclude it");
        }
        if (relative.indexOf(UNDECODED) >= 0) {
            throw new InventoryException(
                    mark,
                    "the name of " + name + "/" + relative + " can't be read: rename it to UTF-8, or set LC_ALL to"
                            + " C.UTF-8 where it is that already");
        }
        return relative;
    }

    private LocalTree.Entry link(Path path) throws IOException {
        Path to = Files.readSymbolicLink(path);
        Path end = path.resolveSibling(to).normalize();
        if (to.isAbsolute() || !end.startsWith(root)) {
            throw new InventoryException(
                    mark,
                    "the link " + name + "/" + relative(path) + " leads out of the tree, to " + to
                            + "; put a copy there, exclude it, or declare it as a link");
        }
        return new LocalTree.Link(relative(path), to.toString());
    }

    private LocalTree.Entry file(Path path) throws IOException {
        String relative = relative(path);
        Fields.LocalFile file = files.at(path, name + "/" + relative, mark);
        Optional<String> text = file.size() > MOST_TEXT ? Optional.empty() : text(Files.readAllBytes(path));
        return new LocalTree.File(relative, file, Files.isExecutable(path), text);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private LocalTree.Entry other(Path path) {
        throw new InventoryException(
                mark, name + "/" + relative(path) + " is no file, directory or link; exclude it, or remove it");
    }
}
