package jforge.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jforge.source.InventoryException;

/** Reads secrets, each once. Never puts one into a message. */
public final class SecretSource {
    private static final long COMMAND_SECONDS = 60;
    /** What Java makes of bytes that the locale's encoding doesn't have. */
    private static final char UNREADABLE = '\uFFFD';

    private final Map<String, Secret> secrets;
    private final Map<String, String> environment;
    private final Map<String, String> read = new HashMap<>();

    /** @param environment jforge's own */
    public SecretSource(Map<String, Secret> secrets, Map<String, String> environment) {
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
        if (secret instanceof Secret.File file) {
            try {
                return withoutLineBreak(Files.readString(file.path()));
            } catch (IOException e) {
                String why = Files.exists(file.path()) ? "can't be read as UTF-8 text" : "does not exist";
                throw fault(name, secret, "is to come from the file " + file.path() + ", which " + why);
            }
        }
        return run(name, (Secret.Command) secret);
    }

    private static String run(String name, Secret.Command command) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command.text())
                    .directory(command.directory().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    // what it says may hold the secret, and our own standard error is kept in logs
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // ends what hangs; does nothing to what has ended by then
            CompletableFuture.delayedExecutor(COMMAND_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            byte[] output = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            if (status != 0) {
                throw fault(
                        name,
                        command,
                        "is to come from a command, which failed with " + status
                                + "; what it said is withheld, run it by hand to see it");
            }
            return withoutLineBreak(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(output))
                    .toString());
        } catch (CharacterCodingException e) {
            throw fault(name, command, "is to come from a command, which printed no UTF-8 text");
        } catch (IOException e) {
            throw fault(name, command, "is to come from a command, which can't be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault(name, command, "was not read: interrupted");
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
