package jforge.base;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jforge.resource.Expanding.Part;
import jforge.resource.Fields;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;

/** What an inventory may say of a directory. */
final class DirectoryDeclaration {
    private static final String DEFAULT_MODE = DirectoryType.DEFAULT_MODE;
    private static final PurgeType PURGES = new PurgeType();

    private DirectoryDeclaration() {}

    static Schema schema() {
        Schema.Builder schema = Schema.of("A directory; the one above it must be there or be declared.")
                .required("directory", Kind.PATH, "Where it is.");
        return Ownership.attributes(schema, DEFAULT_MODE)
                .optional(
                        "recursive",
                        Kind.FLAG,
                        "true: owner and group, file-mode and directory-mode hold for all below it that isn't declared"
                                + " itself, on the same file system, links not followed; what is below a declared"
                                + " directory that is recursive too is that one's. With absent: what is in it is"
                                + " removed with it, once that is allowed by name.")
                .optional(
                        "file-mode",
                        Kind.MODE,
                        "Permissions of the files below it, with recursive or source. A file that its owner may execute stays"
                                + " executable for all who may read it.")
                .optional(
                        "directory-mode",
                        Kind.MODE,
                        "Permissions of the directories below it, with recursive or source.")
                .optional(
                        "source",
                        Kind.LOCAL_TREE,
                        "A tree of files to bring, each a resource of its own: directories, files and links, with owner"
                                + " and group as here, mode directory-mode (0755) and file-mode (0644), which is"
                                + " executable (0755) where the source is. What is declared itself below it is left out.")
                .optional(
                        "exclude",
                        Kind.TEXTS,
                        "Globs of what to leave out of the source: one without a slash is for names, others are for"
                                + " paths from its root; ** stands for any directories.")
                .optional(
                        "purge",
                        Kind.FLAG,
                        "true: what is below it and neither from the source nor declared is removed, once that is"
                                + " allowed by name: purge/PATH. What is in a directory that is declared itself stays.")
                .optional(
                        "absent",
                        Kind.FLAG,
                        "true: it must not be there. Only an empty one is removed, unless it is recursive.")
                .example("directory: /srv/shop\nowner: shop\ngroup: shop\nmode: 0750")
                .example("directory: /srv/files\nowner: www-data\ngroup: www-data\nrecursive: true\nfile-mode: 0640\n"
                        + "directory-mode: 0750")
                .example("directory: /srv/old\nabsent: true\nrecursive: true")
                .build();
    }

    /** @throws jforge.source.InventoryException if attributes contradict each other */
    static DirectoryType.Wanted parse(Fields fields) {
        String path = fields.text("directory");
        boolean absent = fields.flag("absent").orElse(false);
        boolean recursive = fields.flag("recursive").orElse(false);
        Ownership ownership = Ownership.parse(fields);
        TreeRules rules = new TreeRules(
                ownership.owner(),
                ownership.group(),
                fields.optionalText("file-mode"),
                fields.optionalText("directory-mode"));
        check(fields, absent, recursive, rules);
        boolean purge = fields.flag("purge").orElse(false);
        TreeRules held = recursive && !absent ? rules : TreeRules.NONE;
        List<Part<?, ?>> parts = new ArrayList<>();
        fields.localTree("source", fields.texts("exclude"))
                .ifPresent(tree -> parts.addAll(TreeParts.of(path, tree, rules)));
        if (purge) {
            Set<String> paths = new HashSet<>();
            parts.forEach(part -> paths.add(part.name()));
            parts.add(new Part<>(PURGES, PurgeType.of(path, paths), path));
        }
        Subtree tree = new Subtree(path, List.of(), List.of());
        return new DirectoryType.Wanted(path, ownership, absent, recursive, held, tree, List.copyOf(parts));
    }

    private static void check(Fields fields, boolean absent, boolean recursive, TreeRules rules) {
        if (absent && !(rules.isEmpty() && !fields.has("mode"))) {
            throw fields.fault("absent", "what is absent has no mode, owner or group; remove those");
        }
        List<String> whole = List.of("source", "exclude", "purge");
        whole.stream().filter(name -> absent && fields.has(name)).forEach(name -> {
            throw fields.fault(name, "what is absent has nothing in it; remove \"" + name + "\" or absent");
        });
        if (fields.has("exclude") && !fields.has("source")) {
            throw fields.fault("exclude", "\"exclude\" is for a source; add source, or remove it");
        }
        String path = fields.text("directory");
        boolean purge = fields.flag("purge").orElse(false);
        if ((absent || recursive || purge) && SystemPaths.contains(path)) {
            String never = absent ? "can't be absent" : "is never owned or purged whole; name a directory below it";
            throw fields.fault("directory", "\"" + path + "\" belongs to the system and " + never);
        }
        for (String name : List.of("file-mode", "directory-mode")) {
            if (fields.has(name) && !recursive && !fields.has("source")) {
                throw fields.fault(
                        name, "\"" + name + "\" is for what is below; add recursive: true or source, or remove it");
            }
        }
        if (recursive && !absent && rules.isEmpty()) {
            throw fields.fault(
                    "recursive", "recursive needs what is to hold below: owner, group, file-mode or directory-mode");
        }
    }
}
