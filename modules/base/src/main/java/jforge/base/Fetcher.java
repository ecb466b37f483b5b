package jforge.base;

import java.util.Collections;
import java.util.List;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** With what the host fetches what a URL names. */
record Fetcher() implements Question<Fetcher.Program> {
    private static final QuestionKind<Fetcher, Program> KIND = new Kind();

    /** The packages that bring one. */
    static final List<String> PACKAGES = List.of("curl", "wget", "busybox", "ca-certificates");

    enum Program {
        CURL,
        /** GNU's. */
        WGET,
        BUSYBOX,
        NONE
    }

    /** Sets {@code $w} to what there is; the best comes first. */
    static final String FOUND = """
            if command -v curl >/dev/null; then
              w=curl
            elif command -v wget >/dev/null; then
              case $(wget --version 2>/dev/null) in *'GNU Wget'*) w=wget ;; *) w=busybox ;; esac
            else
              w=none
            fi
            """;

    @Override
    public QuestionKind<Fetcher, Program> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return "";
    }

    private static final class Kind implements QuestionKind<Fetcher, Program> {
        @Override
        public String name() {
            return "fetcher";
        }

        @Override
        public String script(List<Fetcher> questions) {
            return FOUND + "printf '%s\\n' \"$w\"\n";
        }

        @Override
        public List<Program> read(List<Fetcher> questions, byte[] frame) throws UnreadableException {
            Program program = switch (Lines.text(frame).strip()) {
                case "curl" -> Program.CURL;
                case "wget" -> Program.WGET;
                case "busybox" -> Program.BUSYBOX;
                case "none" -> Program.NONE;
                default -> throw new UnreadableException("the name of a program expected");
            };
            return Collections.nCopies(questions.size(), program);
        }
    }
}
