package jforge.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** The file in which jforge keeps settings for the next boot, one among other lines. */
record OwnFile(String path) implements Question<OwnFile.Content> {
    static final QuestionKind<OwnFile, Content> KIND = new Kind();

    enum Form {
        NONE,
        /** Nor its directory. */
        NOWHERE,
        FILE,
        LINK,
        OTHER
    }

    /** What it is, and its lines. */
    record Content(Form form, List<String> lines) {
        /** The settings that it has lines for, and the notes beside them. */
        Kept kept(SysctlKey key) {
            List<String> values = new ArrayList<>();
            Optional<String> rounded = Optional.empty();
            Mention mention = new Mention(key);
            for (String line : lines) {
                if (!mention.test(line)) {
                    continue;
                }
                Optional<String> note = OwnLine.rounding(line, key);
                rounded = note.isPresent() ? note : rounded;
                OwnLine.value(line, key).ifPresent(values::add);
            }
            return new Kept(List.copyOf(values), rounded);
        }

        /**
         * As it will be.
         *
         * @param value empty where its lines go
         */
        List<String> with(SysctlKey key, Optional<String> value) {
            List<String> after = new ArrayList<>();
            boolean written = value.isEmpty();
            Mention mention = new Mention(key);
            for (String line : lines) {
                boolean other = !mention.test(line)
                        || OwnLine.value(line, key).isEmpty()
                                && OwnLine.rounding(line, key).isEmpty();
                if (other) {
                    after.add(line);
                } else if (!written && OwnLine.value(line, key).isPresent()) {
                    after.add(OwnLine.of(key, value.orElseThrow()));
                    written = true;
                }
            }
            if (!written) {
                after.add(OwnLine.of(key, value.orElseThrow()));
            }
            return after;
        }
    }

    /**
     * @param values of all its lines for a setting, blanks folded
     * @param rounded "STORED for WANTED" where the kernel made something else of what was wanted
     */
    record Kept(List<String> values, Optional<String> rounded) {
        boolean isJust(String value) {
            return values.equals(List.of(value));
        }

        boolean isNone() {
            return values.isEmpty() && rounded.isEmpty();
        }

        /** What the kernel made of a wanted value, as it was seen then. */
        Optional<String> stored(String wanted) {
            String end = " for " + wanted;
            return rounded.filter(r -> r.endsWith(end)).map(r -> r.substring(0, r.length() - end.length()));
        }
    }

    @Override
    public QuestionKind<OwnFile, Content> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path;
    }

    private static final class Kind implements QuestionKind<OwnFile, Content> {
        @Override
        public String name() {
            return "sysctl-file";
        }

        /** Prints, a file after the other, what it is, and each line of it behind a blank. */
        @Override
        public String script(List<OwnFile> questions) {
            StringBuilder script = new StringBuilder();
            for (OwnFile q : questions) {
                script.append("""
                        f=%s
                        if [ -L "$f" ]; then echo LINK
                        elif [ -f "$f" ]; then
                          echo FILE
                          awk '{ print " " $0 }' "$f" || exit
                        elif [ -e "$f" ]; then echo OTHER
                        elif [ -d "${f%%/*}/" ]; then echo NONE
                        else echo NOWHERE
                        fi
                        """.formatted(Sh.quote(q.path())));
            }
            return script.toString();
        }

        @Override
        public List<Content> read(List<OwnFile> questions, byte[] frame) throws UnreadableException {
            Map<Integer, Content> found = new HashMap<>();
            for (String line : Lines.of(frame)) {
                Content last = found.get(found.size() - 1);
                if (line.startsWith(" ") && last != null) {
                    last.lines().add(line.substring(1));
                } else {
                    found.put(found.size(), new Content(form(line), new ArrayList<>()));
                }
            }
            if (found.size() != questions.size()) {
                throw new UnreadableException(found.size() + " files, not " + questions.size());
            }
            return List.copyOf(found.values());
        }

        private static Form form(String word) throws UnreadableException {
            try {
                return Form.valueOf(word);
            } catch (IllegalArgumentException e) {
                throw new UnreadableException("not a kind of file: " + word);
            }
        }
    }
}
