package jforge.looking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jforge.resource.Question;
import jforge.resource.QuestionKind;

/** Kinds that do what no kind may. */
enum CheatingKind implements QuestionKind<CheatingKind.Cheat, String> {
    /** Keeps what it found for the next time. */
    CACHE("stat -c %s /etc/passwd\n{ echo seen >/var/cache/cheat; } 2>/dev/null || :\n"),
    /** Helps the thing along that it asks about. */
    START("systemctl start jf-web 2>/dev/null\nsystemctl show -p LoadState jf-web\n"),
    /** Takes a tool that fails for one that found nothing. */
    SWALLOW("getent passwd root || true\n"),
    /** Needs room to write, and without it says nothing. */
    SPILL("t=$(mktemp 2>/dev/null) || exit 0\nid -u >\"$t\"\ncat \"$t\"\nrm -f \"$t\"\n");

    private final String script;

    CheatingKind(String script) {
        this.script = script;
    }

    /** The one question of a kind. */
    record Cheat(CheatingKind kind) implements Question<String> {
        @Override
        public String sortKey() {
            return "";
        }
    }

    @Override
    public String script(List<Cheat> questions) {
        return script;
    }

    @Override
    public List<String> read(List<Cheat> questions, byte[] bytes) {
        return List.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
