package jforge.base;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.resource.Fields;

/**
 * A password as /etc/shadow keeps it: a hash of crypt(5), or {@code *}, with which nobody logs in by password.
 *
 * @param text secret, whatever it was made of; only {@code *} and {@code !} are not
 */
record PasswordHash(String user, Value.Text text) {
    static final String ATTRIBUTE = "password-hash";

    /** A method, its settings and a hash: crypt(5). */
    private static final Pattern HASH = Pattern.compile("!?\\$[0-9a-z]{1,3}\\$[!-9;-~]{8,400}");

    /** @throws jforge.source.InventoryException if it is none; what was written is not repeated */
    static Optional<PasswordHash> parse(Fields fields, String user) {
        return fields.sensitive(ATTRIBUTE).map(text -> {
            String hash = text.revealed();
            if (hash.equals("*") || hash.equals("!")) {
                return new PasswordHash(user, (Value.Text) Value.of(hash));
            }
            if (!HASH.matcher(hash).matches()) {
                throw fields.fault(
                        ATTRIBUTE,
                        "this is no hash of a password, such as \"mkpasswd -m yescrypt\" or \"openssl passwd -6\" prints; or"
                                + " write \"*\" for nobody. A password itself is never taken");
            }
            return new PasswordHash(user, (Value.Text) Value.secret(hash));
        });
    }

    /** What was seen, for a plan: the wanted one itself where they are the same. */
    Value seen(Shadow.Found found) {
        if (found instanceof Shadow.Found.Keyed keyed) {
            return keyed.digest().equals(digest()) ? text : new Value.Blob("keyed:" + keyed.digest(), -1, true);
        }
        return Value.absent();
    }

    /** By chpasswd's standard input: no argument holds it. */
    Command command() {
        String name = Sh.quote(user);
        // no digest, which would be shown with the commands
        String test = Shadow.lookup(name) + "[ \"$field\" = \"$(payload hash)\" ]";
        String change = "if command -v chpasswd >/dev/null; then\n  { printf '%s:' " + name
                + " && payload hash && printf '\\n'; } | chpasswd -e\nelse\n"
                + AccountFiles.password(user, "payload hash") + "fi";
        return new Command(test, change, List.of(new Payload.Inline("hash", text)));
    }

    private String digest() {
        return Shadow.digest(user, text.revealed());
    }
}
