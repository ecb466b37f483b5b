package jforge.base;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.question.Content;
import jforge.question.Digest;
import jforge.question.KeyedContent;
import jforge.resource.Answers;
import jforge.resource.Fields;
import jforge.resource.LocalTree;
import jforge.resource.Question;
import org.jspecify.annotations.Nullable;

/** Where a file's wanted content comes from. */
sealed interface FileContent permits FileContent.Written, FileContent.Secret, FileContent.Copied, FetchedContent {
    /** What asks for the content that is there. */
    Question<?> question();

    /** The wanted content, for a plan. */
    Value shown();

    /** What is there, for a plan: {@link #shown} itself where they are the same. */
    Value seen(Answers answers);

    /** What the shell takes. */
    List<Payload> payloads();

    /** Shell that succeeds when {@code $f}, a regular file, has the content. */
    String test();

    /** Shell that comes first: functions that {@link #written} calls. */
    default String defined() {
        return "";
    }

    /** Shell that makes the file {@code $n}. */
    default String written() {
        return "payload content >\"$n\"";
    }

    /** Shell that fails, with the reason, when {@code $n} is not what the plan showed; empty where it can't be. */
    default String arrived() {
        return "";
    }

    /** Null where the declaration leaves the content alone. */
    static @Nullable FileContent parse(Fields fields, String path) {
        Optional<Fields.LocalFile> source = fields.localFile("source");
        if (source.isPresent()) {
            return new Copied(path, source.get());
        }
        Optional<Value.Text> text = fields.sensitive("content").or(() -> fields.sensitive("template"));
        if (text.isEmpty()) {
            return null;
        }
        if (text.get().revealed().indexOf('\0') >= 0) {
            throw fields.fault("content", "text can't hold a NUL; use source for binary content");
        }
        return text.get().isSecret() ? new Secret(path, text.get()) : new Written(path, text.get());
    }

    /** Of a tree: short text is shown and travels with the script, anything else is sent when the host asks for it. */
    static FileContent of(String path, LocalTree.File file) {
        return file.text().isPresent()
                ? new Written(
                        path, new Value.Text(List.of(new Value.Span(file.text().get(), false))))
                : new Copied(path, file.file());
    }

    /** Text with no secret in it. */
    record Written(String path, Value.Text text) implements FileContent {
        private static final int MOST_SHOWN = 64 << 10;

        private String sha256() {
            return Digest.of(text.revealed());
        }

        @Override
        public Content question() {
            return new Content(path, sha256());
        }

        @Override
        public Value shown() {
            int size = text.revealed().getBytes(StandardCharsets.UTF_8).length;
            return size <= MOST_SHOWN ? Value.of(text.revealed()) : new Value.Blob("sha256:" + sha256(), size, false);
        }

        @Override
        public Value seen(Answers answers) {
            return seenOf(answers.get(question()), shown());
        }

        @Override
        public String written() {
            return Paths.written("payload content");
        }

        @Override
        public List<Payload> payloads() {
            return List.of(new Payload.Inline("content", text));
        }

        @Override
        public String test() {
            return hasDigest(sha256());
        }
    }

    /** Text with a secret: what is there leaves the host only as a keyed digest. */
    record Secret(String path, Value.Text text) implements FileContent {
        private String key() {
            return KeyedContent.keyOf("file " + path);
        }

        private String digest() {
            return KeyedContent.digest(key(), text.revealed());
        }

        @Override
        public KeyedContent question() {
            return new KeyedContent(path, key());
        }

        @Override
        public Value shown() {
            return text;
        }

        @Override
        public Value seen(Answers answers) {
            return answers.get(question())
                    .<Value>map(there -> there.equals(digest()) ? text : new Value.Blob("keyed:" + there, -1, true))
                    .orElse(Value.absent());
        }

        @Override
        public String written() {
            return Paths.written("payload content");
        }

        @Override
        public List<Payload> payloads() {
            return List.of(new Payload.Inline("content", text));
        }

        @Override
        public String test() {
            // no digest, which would be shown with the commands
            return "payload content | cmp -s - \"$f\"";
        }
    }

    /** A file of the controller. */
    record Copied(String path, Fields.LocalFile source) implements FileContent {
        @Override
        public Content question() {
            return new Content(path, source.sha256());
        }

        @Override
        public Value shown() {
            return new Value.Blob("sha256:" + source.sha256(), source.size(), false);
        }

        @Override
        public Value seen(Answers answers) {
            return seenOf(answers.get(question()), shown());
        }

        @Override
        public List<Payload> payloads() {
            return List.of(new Payload.Local("content", source.path(), source.sha256(), source.size()));
        }

        @Override
        public String test() {
            return hasDigest(source.sha256());
        }

        @Override
        public String arrived() {
            String reason = source.path() + " is not what it was when the plan was made: plan again";
            return "if s=$(sha256sum <\"$n\") && [ \"${s%% *}\" = " + source.sha256()
                    + " ]; then :; else\n      printf '%s\\n' " + Sh.quote(reason) + " >&2; false\n    fi";
        }
    }

    private static Value seenOf(Content.Found found, Value wanted) {
        if (found instanceof Content.Same) {
            return wanted;
        }
        if (!(found instanceof Content.Different different)) {
            return Value.absent();
        }
        Value blob = new Value.Blob("sha256:" + different.sha256(), different.size(), false);
        return wanted instanceof Value.Blob
                ? blob
                : different.text().map(Value::of).orElse(blob);
    }

    private static String hasDigest(String sha256) {
        return "s=$(sha256sum <\"$f\") && [ \"${s%% *}\" = " + Sh.quote(sha256) + " ]";
    }
}
