package jforge.exec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jforge.plan.Sh;
import jforge.transport.Fleet;
import jforge.transport.TransportException;

/**
 * A command for many hosts: one round trip each, after the handshake.
 *
 * <p>It runs under {@code sh} in {@code /}, reads nothing, and is ended with all its children when its time is over or the
 * connection is: a watcher on the host waits for the end of the channel's input.
 *
 * @param text shell text, at most {@link #LONGEST} characters
 * @param arguments its {@code $1} and so on
 * @param timeout in seconds, from 1
 */
public record Execution(String text, List<String> arguments, long timeout) {
    /** One argument of a program can hold 128 KiB. */
    public static final int LONGEST = 100_000;

    /** The bytes of output that all hosts together may hold in memory. */
    private static final long BUDGET = 64L << 20;

    public Execution {
        arguments = List.copyOf(arguments);
    }

    /** One word is shell text; of several each reaches the command as it is. */
    public static Execution of(List<String> words, long timeout) {
        return new Execution(words.size() == 1 ? words.get(0) : Sh.words(words), List.of(), timeout);
    }

    /**
     * Runs it on each of the hosts, and returns when all have ended.
     *
     * @return one for each host, in their order
     */
    public List<Ran> on(Fleet fleet, Collection<String> hosts) {
        Map<String, Ran> ended = new ConcurrentHashMap<>();
        long most = most(hosts.size());
        fleet.each(hosts, (host, shell) -> {
            String script = script(most);
            shell.run(script, (name, body, word) -> ended.put(host, ran(host, body, word)));
            if (!ended.containsKey(host)) {
                throw new TransportException(host + ": the command's end was not heard of");
            }
        });
        List<Ran> all = new ArrayList<>();
        for (String host : hosts) {
            Ran lost = new Ran(host, 0, new byte[0], 0, fleet.lost(host).orElse("not reached"));
            all.add(ended.getOrDefault(host, lost));
        }
        return all;
    }

    /** How many bytes of output are kept of each of so many hosts. */
    static long most(int hosts) {
        return Math.max(64 << 10, Math.min(4 << 20, BUDGET / Math.max(1, hosts)));
    }

    private static Ran ran(String host, byte[] output, String word) throws TransportException {
        String[] numbers = word.split(" ");
        if (numbers.length != 2 || !word.matches("[0-9]{1,3} [0-9]{1,18}")) {
            throw new TransportException(host + ": the command's end can't be read: " + word);
        }
        return new Ran(host, Integer.parseInt(numbers[0]), output, Long.parseLong(numbers[1]), null);
    }

    /**
     * Descriptor 3 takes the status and the number of bytes left out, 4 is the frame; 8 and 9 are the channel's, and the end
     * of 9 is the end of the connection. A session of its own makes the command and its children one group to kill.
     */
    String script(long most) {
        return """
                run() {
                  set -- sh -c %s %s
                  if command -v timeout >/dev/null; then set -- timeout %d "$@"; fi
                  if command -v setsid >/dev/null; then set -- setsid "$@"; fi
                  "$@" </dev/null 3>&- 4>&- 8>&- 9<&- &
                  p=$!
                  (
                    IFS= read -r _ <&9
                    kill -s TERM -- "-$p" || kill -s TERM "$p"
                    sleep 2
                    kill -s KILL -- "-$p" || kill -s KILL "$p"
                  ) >/dev/null 2>&1 3>&- 4>&- 8>&- &
                  w=$!
                  wait "$p"
                  s=$?
                  kill "$w"
                  return "$s"
                }
                begin ran
                exec 4>&1
                ended=$(
                  {
                    { run; printf '%%s ' "$?" >&3; } 2>&1 | {
                      head -c %d >&4
                      left=$(wc -c)
                      while [ "$left" != "${left# }" ]; do left=${left# }; done
                      printf %%s "$left" >&3
                    }
                  } 3>&1
                )
                exec 4>&-
                end "$ended"
                """.formatted(Sh.quote(text), Sh.words(concat("sh", arguments)), timeout, most);
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
