package jforge.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import jforge.source.InventoryException;

/** Reads secrets, each once. Never puts one into a message. */
public final class SecretSource {
    static final int MAX_BYTES = 1_000_000;
    private static final Duration BUDGET = Duration.ofSeconds(60);
    /** What Java makes of bytes that the locale's encoding doesn't have. */
    private static final char UNREADABLE = '\uFFFD';

    private final Map<String, Secret> secrets;
    private final Map<String, String> environment;
    private final Duration budget;
    private final Map<String, String> read = new HashMap<>();

    /** @param environment jforge's own */
    public SecretSource(Map<String, Secret> secrets, Map<String, String> environment) {
        this(secrets, environment, BUDGET);
    }

    /** @param budget for each command */
    SecretSource(Map<String, Secret> secrets, Map<String, String> environment, Duration budget) {
        this.budget = budget;
        this.secrets = Map.copyOf(secrets);
        this.environment = Map.copyOf(environment);
    }

    /**
     * The secret itself: never empty.
     *
     * @param name a declared one
     * @throws InventoryException at its declaration, if it is not to be had
     */
    public synchronized String reveal(String name) {
        String known = read.get(name);
        if (known != null) {
            return known;
        }
        Secret secret = secrets.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("no secret " + name);
        }
        String text = text(name, secret);
        if (text.isEmpty()) {
            throw fault(name, secret, "is empty");
        }
        if (text.indexOf('\0') >= 0) {
            throw fault(name, secret, "holds a NUL character, which no text can");
        }
        read.put(name, text);
        return text;
    }

    private String text(String name, Secret secret) {
        if (secret instanceof Secret.Env env) {
            String value = environment.get(env.variable());
            if (value == null) {
                throw fault(
                        name,
                        secret,
                        "is to come from the environment variable " + env.variable() + ", which is not set; export it");
            }
            if (value.indexOf(UNREADABLE) >= 0) {
                throw fault(
                        name,
                        secret,
                        "is to come from the environment variable " + env.variable()
                                + ", which is no text in this locale; set LC_ALL=C.UTF-8, or use file:");
            }
            return value;
        }
        byte[] bytes = secret instanceof Secret.File file ? read(name, file) : run(name, (Secret.Command) secret);
        try {
            return withoutLineBreak(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw fault(name, secret, "is no UTF-8 text");
        }
    }

    private static byte[] read(String name, Secret.File file) {
        String from = "is to come from the file " + file.path() + ", which ";
        try {
            if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
                throw fault(name, file, from + "is a directory, a device or a pipe");
            }
            if (Files.size(file.path()) > MAX_BYTES) {
                throw fault(name, file, from + "is larger than 1 MB");
            }
            return Files.readAllBytes(file.path());
        } catch (NoSuchFileException e) {
            throw fault(name, file, from + "does not exist");
        } catch (AccessDeniedException e) {
            throw fault(name, file, from + "you may not read");
        } catch (IOException e) {
            throw fault(name, file, from + "can't be read");
        }
    }

    private byte[] run(String name, Secret.Command command) {
        try {
            return new SecretCommand(command, budget).run();
        } catch (SecretCommand.Failed e) {
            throw fault(name, command, "is to come from a command, which " + e.getMessage());
        }
    }

    private static String withoutLineBreak(String text) {
        String cut = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return cut.endsWith("\r") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static InventoryException fault(String name, Secret secret, String problem) {
        return new InventoryException(secret.mark(), "the secret \"" + name + "\" " + problem);
    }
}
