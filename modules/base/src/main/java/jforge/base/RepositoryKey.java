package jforge.base;

import java.util.List;
import java.util.Optional;
import jforge.plan.Value;
import jforge.resource.Fields;

/** The key that signs a repository. */
sealed interface RepositoryKey {
    /** As the content of a file. */
    FileContent at(String path);

    /** Armoured, else binary. */
    boolean armoured();

    /** @throws jforge.source.InventoryException if it is no key or given twice */
    static Optional<RepositoryKey> parse(Fields fields) {
        Optional<String> text = fields.optionalText("key");
        Optional<Fields.LocalFile> source = fields.localFile("key-source");
        if (text.isPresent() && source.isPresent()) {
            throw fields.fault("key-source", "the key is given already, by key");
        }
        if (text.isPresent() && !text.get().strip().startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----")) {
            throw fields.fault("key", "an armoured key begins with -----BEGIN PGP PUBLIC KEY BLOCK-----");
        }
        return source.<RepositoryKey>map(File::new).or(() -> text.map(t -> new Written(t.strip() + "\n")));
    }

    /** @param text armoured */
    record Written(String text) implements RepositoryKey {
        @Override
        public FileContent at(String path) {
            return new FileContent.Written(path, new Value.Text(List.of(new Value.Span(text, false))));
        }

        @Override
        public boolean armoured() {
            return true;
        }
    }

    /** A file of the controller. */
    record File(Fields.LocalFile source) implements RepositoryKey {
        @Override
        public FileContent at(String path) {
            return new FileContent.Copied(path, source);
        }

        @Override
        public boolean armoured() {
            return source.path().endsWith(".asc");
        }
    }
}
