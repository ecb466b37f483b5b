package jforge.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/** A setting's value in a file of sysctl.d: its last line there; empty where it has none. */
record SysctlLine(String file, SysctlKey key) implements Question<Optional<String>> {
    static final QuestionKind<SysctlLine, Optional<String>> KIND = new Kind();

    @Override
    public QuestionKind<SysctlLine, Optional<String>> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return file + "\0" + key.path();
    }

    private static final class Kind implements QuestionKind<SysctlLine, Optional<String>> {
        @Override
        public String name() {
            return "sysctl-line";
        }

        /** Prints, a file after the other, its number and then each line of it that counts. */
        @Override
        public String script(List<SysctlLine> questions) {
            Map<String, StringBuilder> files = new TreeMap<>();
            for (SysctlLine q : questions) {
                files.computeIfAbsent(q.file(), f -> new StringBuilder())
                        .append("    ")
                        .append(SysctlFile.patterns(q.key()))
                        .append(") printf '%s=%s\\n' ")
                        .append(q.key().path())
                        .append(" \"${line#*=}\" ;;\n");
            }
            StringBuilder script = new StringBuilder();
            int number = 0;
            for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
                String name = Sh.quote(file.getKey());
                script.append("echo ")
                        .append(number++)
                        .append("\n[ ! -f ")
                        .append(name)
                        .append(" ] ||\n");
                script.append(SysctlFile.EACH_LINE).append("  case $key in\n").append(file.getValue());
                script.append("  esac\ndone <").append(name).append("\n");
            }
            return script.toString();
        }

        @Override
        public List<Optional<String>> read(List<SysctlLine> questions, byte[] frame) throws UnreadableException {
            List<String> files =
                    questions.stream().map(SysctlLine::file).sorted().distinct().toList();
            Map<String, String> values = new HashMap<>();
            String file = "";
            for (String line : Lines.of(frame)) {
                int equals = line.indexOf('=');
                if (equals < 0) {
                    file = file(files, line);
                } else {
                    values.put(file + "\0" + line.substring(0, equals), SysctlKey.fold(line.substring(equals + 1)));
                }
            }
            return questions.stream()
                    .map(q -> Optional.ofNullable(values.get(q.sortKey())))
                    .toList();
        }

        private static String file(List<String> files, String number) throws UnreadableException {
            try {
                return files.get(Integer.parseInt(number));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new UnreadableException("expected a file's number, not " + number);
            }
        }
    }
}
