package jforge.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * How a service is, by systemd where that runs, else by its start script.
 *
 * @param unit a unit's whole name: nginx.service
 */
record UnitState(String unit) implements Question<UnitState.Answer> {
    static final QuestionKind<UnitState, Answer> KIND = new Kind();

    /**
     * @param known there is such a unit or script
     * @param running it is, or is just being started
     * @param enabled it starts with the host
     * @param fixed why it can't be enabled or disabled; empty where it can
     */
    record Answer(boolean known, boolean masked, boolean running, boolean enabled, String fixed) {}

    @Override
    public QuestionKind<UnitState, Answer> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return unit;
    }

    static String script(String unit) {
        return unit.endsWith(".service") ? unit.substring(0, unit.length() - ".service".length()) : unit;
    }

    private static final class Kind implements QuestionKind<UnitState, Answer> {
        @Override
        public String name() {
            return "unit-state";
        }

        /** A script's {@code status} is read-only by the Linux Standard Base; what it prints is not looked at. */
        @Override
        public String script(List<UnitState> questions) {
            List<String> units = questions.stream().map(UnitState::unit).toList();
            return """
                    if [ -d /run/systemd/system ]; then
                      systemctl show -p LoadState,ActiveState,UnitFileState -- %s
                      exit
                    fi
                    # shellcheck disable=SC2043 # one is a list too
                    for name in %s; do
                      script=/etc/init.d/$name
                      load=not-found active=inactive file=disabled
                      if [ -x "$script" ]; then
                        load=loaded
                        "$script" status </dev/null >/dev/null 2>&1
                        case $? in
                          0) active=active ;;
                          12[6-9]|1[3-9]?|2??) echo "$script status can't be run, or was killed" >&2; exit 1 ;;
                        esac
                        for link in /etc/rc[2-5].d/S[0-9][0-9]"$name" /etc/runlevels/default/"$name"; do
                          [ ! -e "$link" ] || file=enabled
                        done
                      fi
                      printf 'LoadState=%%s\\nActiveState=%%s\\nUnitFileState=%%s\\n\\n' "$load" "$active" "$file"
                    done
                    """.formatted(
                            Sh.words(units),
                            Sh.words(units.stream().map(UnitState::script).toList()));
        }

        /** systemd answers in the order asked, an empty line between; the order within an answer is its own. */
        @Override
        public List<Answer> read(List<UnitState> questions, byte[] frame) throws UnreadableException {
            List<Answer> answers = new ArrayList<>();
            Map<String, String> properties = new HashMap<>();
            for (String line : Lines.of(frame)) {
                int equals = line.indexOf('=');
                if (equals < 0) {
                    throw new UnreadableException("expected PROPERTY=VALUE");
                }
                properties.put(line.substring(0, equals), line.substring(equals + 1));
                if (properties.size() == 3) {
                    answers.add(answer(properties));
                    properties.clear();
                }
            }
            if (answers.size() != questions.size() || !properties.isEmpty()) {
                throw new UnreadableException("expected " + questions.size() + " units, not " + answers.size());
            }
            return answers;
        }

        private static Answer answer(Map<String, String> properties) throws UnreadableException {
            String load = properties.get("LoadState");
            String active = properties.get("ActiveState");
            String file = properties.get("UnitFileState");
            if (load == null || active == null || file == null) {
                throw new UnreadableException("expected LoadState, ActiveState and UnitFileState");
            }
            return new Answer(
                    !load.equals("not-found"),
                    load.equals("masked"),
                    List.of("active", "reloading", "activating").contains(active),
                    List.of("enabled", "enabled-runtime", "alias").contains(file),
                    List.of("static", "indirect", "generated", "transient").contains(file) ? file : "");
        }
    }
}
