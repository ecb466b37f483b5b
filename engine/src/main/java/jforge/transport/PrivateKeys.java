package jforge.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.Config;

/** Private keys of files, each read once; a passphrase is asked for once a key, whatever the number of hosts. */
final class PrivateKeys {
    private static final int TRIES = 3;

    private final Configs configs;
    private final Operator operator;
    private final Map<Path, KeyPair> open = new ConcurrentHashMap<>();
    private final Map<Path, String> shut = new HashMap<>();

    PrivateKeys(Configs configs, Operator operator) {
        this.configs = configs;
        this.operator = operator;
    }

    /** Whether it takes a passphrase that wasn't given yet. */
    boolean locked(KeyFile file) {
        return file.encrypted() && !open.containsKey(file.path());
    }

    /** @throws IOException if it can't be read, or there is no right passphrase; the message says what to do */
    KeyPair of(KeyFile file) throws IOException {
        KeyPair known = open.get(file.path());
        if (known != null) {
            return known;
        }
        synchronized (this) {
            KeyPair read = open.get(file.path());
            if (read == null) {
                Config config = configs.forFile(file);
                read = file.encrypted() ? unlock(file, config) : file.load(config, null);
                open.put(file.path(), read);
            }
            return read;
        }
    }

    private KeyPair unlock(KeyFile file, Config config) throws IOException {
        String refused = shut.get(file.path());
        if (refused != null) {
            throw new IOException(refused);
        }
        String again = "";
        for (int i = 0; i < TRIES; i++) {
            char[] passphrase = operator.secret(again + "passphrase of " + file.path() + ": ");
            if (passphrase == null || passphrase.length == 0) {
                throw shut(
                        file,
                        "has a passphrase, and none was given: add it to the agent (ssh-add " + file.path()
                                + "), or run on a terminal, where it is asked for");
            }
            try {
                return file.load(config, passphrase);
            } catch (IOException e) {
                again = "that is not it; ";
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        }
        throw shut(file, "has another passphrase than the " + TRIES + " that were tried");
    }

    private IOException shut(KeyFile file, String why) {
        shut.put(file.path(), why);
        return new IOException(why);
    }
}
