package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.resource.Expanding.Part;
import jforge.resource.LocalTree;

/** What a directory with a source stands for: directories, files and links, one by one. */
final class TreeParts {
    private static final DirectoryType DIRECTORIES = new DirectoryType();
    private static final FileType FILES = new FileType();
    private static final LinkType LINKS = new LinkType();

    private TreeParts() {}

    /** @param modes of files and directories, and whom they belong to */
    static List<Part<?, ?>> of(String root, LocalTree tree, TreeRules modes) {
        List<Part<?, ?>> parts = new ArrayList<>();
        for (LocalTree.Entry entry : tree.entries()) {
            String path = root + "/" + entry.path();
            if (entry instanceof LocalTree.Directory) {
                Ownership own = owned(modes, modes.directoryMode().orElse(DirectoryType.DEFAULT_MODE));
                parts.add(new Part<>(DIRECTORIES, DirectoryType.Wanted.plain(path, own), path));
            } else if (entry instanceof LocalTree.Link link) {
                parts.add(new Part<>(LINKS, new LinkType.Wanted(path, Optional.of(link.to())), path));
            } else if (entry instanceof LocalTree.File file) {
                String mode = modes.fileMode().orElse("0644");
                Ownership own = owned(modes, file.executable() ? TreeRules.executable(mode) : mode);
                FileContent content = FileContent.of(path, file);
                parts.add(new Part<>(
                        FILES, new FileType.Wanted(path, content, own, Optional.empty(), false, false), path));
            }
        }
        return parts;
    }

    private static Ownership owned(TreeRules modes, String mode) {
        return new Ownership(Optional.of(mode), modes.owner(), modes.group());
    }
}
