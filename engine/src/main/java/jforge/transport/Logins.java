package jforge.transport;

import java.util.Iterator;
import java.util.List;
import net.schmizz.sshj.userauth.method.AuthMethod;

/** Ways to log in, tried in order; the last one that was tried is the one that was let in. */
final class Logins implements Iterable<AuthMethod> {
    private final List<AuthMethod> methods;
    private int tried;

    Logins(List<AuthMethod> methods) {
        this.methods = List.copyOf(methods);
    }

    /** What {@link Shell} says of {@code $LOGIN}, once one was let in. */
    String login(String user) {
        if (methods.get(tried - 1) instanceof KeyLogin login) {
            return login.publicKey().isEmpty() ? "" : user + " " + login.publicKey();
        }
        return user + " -";
    }

    @Override
    public Iterator<AuthMethod> iterator() {
        tried = 0;
        Iterator<AuthMethod> all = methods.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public AuthMethod next() {
                tried++;
                return all.next();
            }
        };
    }
}
