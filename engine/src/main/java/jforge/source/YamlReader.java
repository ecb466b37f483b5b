package jforge.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML text to a tree of {@link Node}s, typed by the YAML 1.2 core schema. */
public final class YamlReader {
    static final Tag PLAIN = new Tag("tag:jforge,2026:plain");
    static final Tag QUOTED = new Tag("tag:jforge,2026:quoted");

    private static final int MAX_CHARACTERS = 4_000_000;
    /** They are read in a second, and a heap of 128 MB holds them. */
    private static final int MAX_VALUES = 100_000;

    private static final int MAX_DEPTH = 100;

    private YamlReader() {}

    /**
     * Reads a file of UTF-8.
     *
     * @throws InventoryException if it can't be read, is no YAML, or is more than 4 MB
     */
    public static Node read(Path file) {
        Mark start = Mark.whole(file.toString());
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new InventoryException(start, "this is a directory; name a YAML file");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new InventoryException(start, "this is a device or a pipe; name a YAML file");
            }
            if (Files.size(file) > MAX_CHARACTERS) {
                throw tooLarge(start);
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InventoryException(start, "there is no such file");
        } catch (IOException e) {
            throw new InventoryException(start, "this file can't be read: " + why(e));
        }
        return read(file.toString(), decode(bytes, start));
    }

    /**
     * @param name the file's name, for marks
     * @throws InventoryException if the text is no YAML, is empty, or is more than 4 million characters
     */
    public static Node read(String name, String text) {
        Mark start = new Mark(name, 1, 1);
        if (text.length() > MAX_CHARACTERS) {
            throw tooLarge(start);
        }
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        checkCharacters(name, body);
        try {
            org.yaml.snakeyaml.nodes.Node root = composer(body).getSingleNode();
            if (root == null) {
                throw new InventoryException(start, "there is nothing in it");
            }
            return new Converter(name).convert(root);
        } catch (MarkedYAMLException e) {
            throw SyntaxFault.of(name, body, e);
        } catch (YAMLException e) {
            throw SyntaxFault.unmarked(start, e, MAX_DEPTH);
        }
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        // the converter bounds what aliases expand to, which is what hurts, instead of how many there are
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return new Composer(new Counting(text, options), new Styles(), options);
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static InventoryException tooLarge(Mark start) {
        return new InventoryException(start, "this is larger than 4 MB, too large for an inventory");
    }

    private static String decode(byte[] bytes, Mark start) {
        if (bytes.length > 1 && (bytes[0] & bytes[1] & 0xFF) >= 0xFE && bytes[0] != bytes[1]) {
            throw new InventoryException(start, "this file is UTF-16; save it as UTF-8");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            int line = firstBadLine(bytes);
            throw new InventoryException(
                    new Mark(start.file(), line, 1), "this line is not UTF-8; save the file as UTF-8");
        }
    }

    private static int firstBadLine(byte[] bytes) {
        String lossy = new String(bytes, StandardCharsets.UTF_8);
        int bad = Math.max(0, lossy.indexOf('\uFFFD'));
        return 1 + (int) lossy.substring(0, bad).chars().filter(c -> c == '\n').count();
    }

    private static void checkCharacters(String name, String text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                lineStart = i + 1;
            } else if (c < ' ' && c != '\t' && c != '\r'
                    || c == '\u007F'
                    || c == '\uE000'
                    || c == '\uE001'
                    || c == '\uFDD0') {
                throw new InventoryException(
                        new Mark(name, line, i - lineStart + 1),
                        String.format("the character U+%04X can't be used here; remove it", (int) c));
            }
        }
    }

    private static final class TooMany extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        TooMany(org.yaml.snakeyaml.error.Mark mark) {
            super(null, null, SyntaxFault.TOO_MANY, mark);
        }
    }

    /** Gives up before a file of very many values fills the memory. */
    private static final class Counting extends ParserImpl {
        private int values;

        Counting(String text, LoaderOptions options) {
            super(new StreamReader(text), options);
        }

        @Override
        public Event getEvent() {
            Event event = super.getEvent();
            if (event instanceof NodeEvent && ++values > MAX_VALUES) {
                throw new TooMany(event.getStartMark());
            }
            return event;
        }
    }

    /** Leaves the typing of scalars to us: says only whether one was written plain or in quotes. */
    private static final class Styles extends Resolver {
        @Override
        protected void addImplicitResolvers() {}

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return switch (kind) {
                case scalar -> implicit ? PLAIN : QUOTED;
                case sequence -> Tag.SEQ;
                default -> Tag.MAP;
            };
        }
    }
}
