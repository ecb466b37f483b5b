package jforge.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jforge.base.PackageTool.Installed;
import jforge.resource.UnreadableException;

/** Reads what a package manager was asked, whichever it is. */
final class PackageReader {
    private final List<PackageQuestion> questions;
    private final Map<String, Installed> installed = new HashMap<>();
    private final Map<String, Simulation> simulations = new HashMap<>();
    private final Set<String> holds = new TreeSet<>();
    private final Map<String, List<String>> open = new LinkedHashMap<>();
    private PackageLists lists = PackageLists.FRESH;
    private boolean canHold = true;

    PackageReader(List<PackageQuestion> questions) {
        this.questions = questions;
    }

    List<PackageQuestion.Answer> read(byte[] frame) throws UnreadableException {
        List<String> lines = Lines.of(frame);
        PackageTool manager = manager(lines.isEmpty() ? "" : lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            line(manager, line);
        }
        if (!open.isEmpty()) {
            throw new UnreadableException("a simulation without an end");
        }
        Set<String> declared = questions.stream()
                .filter(q -> q.hold().isPresent())
                .map(PackageQuestion::name)
                .collect(Collectors.toSet());
        Set<String> others = holds.stream().filter(h -> !declared.contains(h)).collect(Collectors.toUnmodifiableSet());
        Set<String> leaving = questions.stream()
                .filter(PackageQuestion::absent)
                .map(PackageQuestion::name)
                .collect(Collectors.toUnmodifiableSet());
        return questions.stream().map(q -> answer(manager, q, leaving, others)).toList();
    }

    private static PackageTool manager(String line) throws UnreadableException {
        return PackageTool.ALL.stream()
                .filter(m -> line.equals("manager " + m.key()))
                .findFirst()
                .orElseThrow(() -> new UnreadableException("expected the package manager, not " + line));
    }

    private void line(PackageTool manager, String line) throws UnreadableException {
        if (line.startsWith("of ")) {
            open.clear();
            open.put(line.substring(3), new ArrayList<>());
        } else if (line.startsWith("end ")) {
            close(manager, line.substring(4));
        } else if (!open.isEmpty()) {
            open.values().forEach(l -> l.add(line));
        } else if (line.startsWith("lists ")) {
            lists = lists(line.substring(6));
        } else if (line.startsWith("held ")) {
            holds.add(manager.held(line.substring(5)));
        } else if (line.equals("no holds")) {
            canHold = false;
        } else {
            Installed found = manager.installed(line)
                    .orElseThrow(() -> new UnreadableException("not a line of " + manager.key() + ": " + line));
            found.names().forEach(name -> installed.put(name, found));
        }
    }

    private static PackageLists lists(String word) throws UnreadableException {
        return switch (word) {
            case "fresh" -> PackageLists.FRESH;
            case "old" -> PackageLists.OLD;
            case "none" -> PackageLists.NONE;
            default -> throw new UnreadableException("expected the age of the package lists, not " + word);
        };
    }

    /** What was said of one alone comes later, and counts. */
    private void close(PackageTool manager, String status) throws UnreadableException {
        if (open.isEmpty() || !status.matches("[0-9]{1,3}")) {
            throw new UnreadableException("the end of a simulation that did not begin");
        }
        for (Map.Entry<String, List<String>> asked : open.entrySet()) {
            Simulation simulation = manager.simulation(asked.getValue(), Integer.parseInt(status));
            for (String operand : asked.getKey().split(" ")) {
                simulations.put(operand, simulation);
            }
        }
        open.clear();
    }

    private PackageQuestion.Answer answer(
            PackageTool manager, PackageQuestion q, Set<String> leaving, Set<String> others) {
        Optional<Installed> found = Optional.ofNullable(installed.get(q.name()));
        return new PackageQuestion.Answer(
                manager,
                found.flatMap(Installed::version),
                found.filter(Installed::leftover).isPresent(),
                found.filter(Installed::held).isPresent() || holds.contains(q.name()),
                lists,
                Optional.ofNullable(simulations.get(q.operand())),
                leaving,
                others,
                canHold);
    }
}
