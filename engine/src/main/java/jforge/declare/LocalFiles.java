package jforge.declare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import jforge.inventory.Places;
import jforge.resource.Fields;
import jforge.resource.LocalTree;
import jforge.source.InventoryException;
import jforge.source.Mark;

/** Files beside those of the inventory, each read once a run and never held in memory. */
final class LocalFiles {
    private static final int CHUNK = 1 << 16;
    private static final long MOST_TEXT = 1 << 20;

    private final Places places;
    private final Map<Path, Fields.LocalFile> read = new HashMap<>();
    private final Map<TreeKey, LocalTree> trees = new HashMap<>();

    private record TreeKey(Path root, List<String> exclude) {}

    LocalFiles(Places places) {
        this.places = places;
    }

    /** @throws InventoryException if it is no readable file */
    Fields.LocalFile get(String name, Mark mark) {
        return at(places.resolve(name, mark), name, mark);
    }

    /** @throws InventoryException if it is no readable file */
    Fields.LocalFile at(Path path, String name, Mark mark) {
        Fields.LocalFile known = read.get(path);
        if (known == null) {
            known = read(path, name, mark);
            read.put(path, known);
        }
        return known;
    }

    /** @throws InventoryException if it is no readable directory, or something in it can't be brought to a host */
    LocalTree tree(String name, List<String> exclude, Mark mark) {
        Path root = places.resolve(name, mark);
        TreeKey key = new TreeKey(root, exclude);
        LocalTree known = trees.get(key);
        if (known == null) {
            known = TreeWalk.of(root, name, exclude, mark, this);
            trees.put(key, known);
        }
        return known;
    }

    /** @throws InventoryException if it is no readable file, no UTF-8 or larger than 1 MiB */
    String text(String name, Mark mark) {
        Fields.LocalFile file = get(name, mark);
        if (file.size() > MOST_TEXT) {
            throw new InventoryException(mark, name + " is larger than 1 MiB; is it the right file?");
        }
        try {
            return Files.readString(Path.of(file.path()));
        } catch (CharacterCodingException e) {
            throw new InventoryException(mark, name + " is no text in UTF-8");
        } catch (IOException e) {
            throw new InventoryException(mark, "the file " + name + " can't be read");
        }
    }

    private static Fields.LocalFile read(Path path, String name, Mark mark) {
        if (Files.isDirectory(path)) {
            throw new InventoryException(mark, name + " is a directory; name a file");
        }
        if (!Files.exists(path)) {
            throw new InventoryException(mark, "there is no file " + name + " beside this inventory file");
        }
        if (!Files.isRegularFile(path)) {
            throw new InventoryException(mark, name + " is a device or a pipe; name a file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            long size = 0;
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
                size += n;
            }
            return new Fields.LocalFile(path.toString(), HexFormat.of().formatHex(digest.digest()), size);
        } catch (IOException e) {
            throw new InventoryException(mark, "the file " + name + " can't be read");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
