package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;
import org.jspecify.annotations.Nullable;

/** Whether a package is installed, whatever its version: asked of dpkg, or of rpm where that is not there. */
record InstalledPackage(String name) implements Question<Boolean> {
    private static final Kind KIND = new Kind();

    @Override
    public QuestionKind<InstalledPackage, Boolean> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return name;
    }

    static boolean isName(@Nullable String text) {
        return text != null && text.matches("[A-Za-z0-9][A-Za-z0-9+._-]*");
    }

    /** Shell that succeeds where it is. */
    String test() {
        return "case $(" + list(List.of(this)) + ") in *'|installed'*) : ;; *) false ;; esac";
    }

    /** Prints a line "NAME|installed" for each that is; ends with 2 where nobody can be asked. */
    private static String list(List<InstalledPackage> questions) {
        String names = Sh.words(questions.stream().map(InstalledPackage::name).toList());
        return """
                if command -v dpkg-query >/dev/null; then
                  dpkg-query -W -f='${Package}|${db:Status-Status}\\n' -- %1$s 2>/dev/null || [ $? -eq 1 ] || exit 2
                elif command -v rpm >/dev/null; then
                  for name in %1$s; do
                    if rpm -q --quiet "$name" 2>/dev/null; then
                      printf '%%s|installed\\n' "$name"
                    else
                      [ $? -eq 1 ] || exit 2
                    fi
                  done
                else
                  echo 'this host has neither dpkg nor rpm' >&2
                  exit 2
                fi
                """.formatted(names);
    }

    private static final class Kind implements QuestionKind<InstalledPackage, Boolean> {
        @Override
        public String name() {
            return "installed-package";
        }

        @Override
        public String script(List<InstalledPackage> questions) {
            return list(questions);
        }

        @Override
        public List<Boolean> read(List<InstalledPackage> questions, byte[] frame) throws UnreadableException {
            Set<String> lines = Set.copyOf(Lines.of(frame).stream().distinct().toList());
            for (String line : lines) {
                if (line.indexOf('|') < 0) {
                    throw new UnreadableException("expected NAME|STATUS, not " + line);
                }
            }
            List<Boolean> answers = new ArrayList<>();
            questions.forEach(q -> answers.add(lines.contains(q.name() + "|installed")));
            return answers;
        }
    }
}
