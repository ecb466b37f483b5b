package jforge.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import jforge.plan.Step;
import jforge.plan.Value;
import jforge.question.Stat;
import jforge.resource.Edge;
import jforge.resource.Proposal;
import jforge.resource.Seen;
import jforge.source.InventoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTypeTest {
    private final CronType type = new CronType();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "30 3 * * mon-FRI",
                "*/5 0-23/2 1,15 jan,JUN 7",
                "0,30 08 31 12 0-7",
                "@daily",
                "@reboot"
            })
    void takesASchedule(String schedule) {
        assertEquals(schedule, scheduled(schedule));
        assertEquals(schedule, scheduled("  " + schedule.replace(" ", " \t") + " "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *   | \"60\" is no minute: those are 0 to 59",
                "* 24 * * *   | \"24\" is no hour: those are 0 to 23",
                "* * 0 * *    | \"0\" is no day of the month: those are 1 to 31",
                "* * * mon *  | \"mon\" is no month: those are 1 to 12",
                "* * * * 5-1  | \"5-1\" is no day of the week: those are 0 to 7",
                "*/0 * * * *  | \"*/0\" is no minute: those are 0 to 59",
                "5/2 * * * *  | \"5/2\" is no minute: those are 0 to 59",
                "1,,2 * * * * | \"\" is no minute: those are 0 to 59",
                "* * * *      | a schedule is five parts, such as \"30 3 * * *\"",
                "@dayly       | a schedule is five parts, such as \"30 3 * * *\"",
            })
    void refusesASchedule(String schedule, String problem) {
        InventoryException fault = assertThrows(InventoryException.class, () -> scheduled(schedule));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    private String scheduled(String schedule) {
        String line = line(List.of("cron", "a", "schedule", schedule, "command", "true"));
        return line.substring(0, line.length() - " root true".length());
    }

    private String line(List<String> pairs) {
        FileContent content =
                type.parse(HostShell.fields(pairs.toArray())).file().content();
        return content == null ? "" : content.shown().shown().lines().skip(1).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date +%F >/tmp/day       | 0 0 * * * app date +\\%F >/tmp/day",
                "echo 'it''s' \"$HOME\"   | 0 0 * * * app echo 'it''s' \"$HOME\"",
            },
            quoteCharacter = '`')
    void aCommandRunsAsWritten(String command, String line) {
        assertEquals(line, line(List.of("cron", "a", "schedule", "0 0 * * *", "user", "app", "command", command)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron=a.sh command=b schedule=@daily  | cron skips a file of such a name",
                "cron=../a command=b schedule=@daily  | cron skips a file of such a name",
                "cron=a schedule=@daily               | a job needs a command, or absent: true",
                "cron=a command=b                     | a job needs a schedule, or absent: true",
                "cron=a command=b absent=true         | a job that is absent has no command",
                "cron=a command=b\\% schedule=@daily  | write % for \\%",
                "cron=a user=a:b command=b schedule=@daily | \"a:b\" can't be a name here",
            })
    void refusesAJob(String written, String problem) {
        Object[] pairs = List.of(written.split("[ =]")).toArray();
        InventoryException fault = assertThrows(InventoryException.class, () -> type.parse(HostShell.fields(pairs)));
        assertTrue(String.valueOf(fault.getMessage()).contains(problem), fault.getMessage());
    }

    @Test
    void aLongCommandIsRefused() {
        assertEquals(1011, line(job("x".repeat(998))).length());
        assertThrows(InventoryException.class, () -> line(job("x".repeat(999))));
        assertThrows(InventoryException.class, () -> line(job("%".repeat(500))));
    }

    @Test
    void aCommandOfTwoLinesIsRefused() {
        assertThrows(InventoryException.class, () -> line(job("true\n* * * * * root reboot")));
    }

    private static List<String> job(String command) {
        return List.of("cron", "a", "schedule", "@hourly", "command", command);
    }

    @Test
    void aJobIsItsFile() {
        CronType.Wanted want = type.parse(HostShell.fields(job("true").toArray()));
        assertEquals("path /etc/cron.d/a", type.identity(want).toString());
        assertTrue(type.edges(want).stream()
                .anyMatch(e ->
                        e instanceof Edge.Requires on && on.other().toString().equals("user root")));
        Seen<FileType.State> nothing = Seen.of(new FileType.State(new Stat.Absent(true), Value.absent(), false));
        List<Step> steps = ((Proposal.Do) type.propose(want, nothing)).steps();
        assertEquals(
                "presence content mode owner group",
                steps.get(0).differences().stream().map(d -> d.attribute()).collect(Collectors.joining(" ")));
    }
}
