package jforge.transport;

import java.util.function.Supplier;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

/** The password that was asked for; sent once, since a second try could lock the account. */
final class AskedPassword implements PasswordFinder {
    private final Supplier<char[]> password;
    private volatile @Nullable String unanswered;

    AskedPassword(Supplier<char[]> password) {
        this.password = password;
    }

    /** What the server asked that no password answers, such as a code; null if nothing. */
    @Nullable String unanswered() {
        return unanswered;
    }

    @Override
    public char[] reqPassword(@Nullable Resource<?> resource) {
        return password.get();
    }

    @Override
    public boolean shouldRetry(@Nullable Resource<?> resource) {
        return false;
    }

    /** The answer to a question that looks like one for a password. */
    AuthMethod asAnswer() {
        return new AuthKeyboardInteractive(new PasswordResponseProvider(this) {
            @Override
            public char[] getResponse(String prompt, boolean echo) {
                char[] answer = super.getResponse(prompt, echo);
                if (answer.length == 0) {
                    unanswered = prompt.strip();
                }
                return answer;
            }
        });
    }
}
