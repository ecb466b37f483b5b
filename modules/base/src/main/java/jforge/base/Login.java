package jforge.base;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** By what this very session was let in. */
record Login() implements Question<Login.Session> {
    private static final QuestionKind<Login, Session> KIND = new Kind();

    /**
     * @param known false where a certificate was shown: whose key let it in isn't known
     * @param uid of the user that logged in; empty where nobody did
     * @param key its type and its base64, as authorized_keys has them; empty where it was no key
     */
    record Session(boolean known, String uid, Optional<String> key) {
        /** The key by which the session can get at this user's account again. */
        Optional<String> keyOf(String otherUid) {
            return uid.equals(otherUid) ? key : Optional.empty();
        }
    }

    @Override
    public QuestionKind<Login, Session> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return "";
    }

    private static final class Kind implements QuestionKind<Login, Session> {
        @Override
        public String name() {
            return "login";
        }

        @Override
        public String script(List<Login> questions) {
            return """
                    case $LOGIN in
                    '' | -) printf '%s\\n' "$LOGIN" ;;
                    *) u=$(id -u "${LOGIN%% *}") && printf '%s %s\\n' "$u" "${LOGIN#* }" ;;
                    esac
                    """;
        }

        @Override
        public List<Session> read(List<Login> questions, byte[] frame) throws UnreadableException {
            List<String> lines = Lines.of(frame);
            if (lines.isEmpty()) {
                return Collections.nCopies(questions.size(), new Session(false, "", Optional.empty()));
            }
            String[] parts = lines.get(0).split(" ", 2);
            if (parts.length == 1) {
                return Collections.nCopies(questions.size(), new Session(true, "", Optional.empty()));
            }
            Optional<String> key = Optional.of(parts[1]).filter(k -> !k.equals("-"));
            return Collections.nCopies(questions.size(), new Session(true, parts[0], key));
        }
    }
}
