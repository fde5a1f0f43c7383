// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.property.Property;
import endio.record.Records;
import endio.scenario.Entry;
import endio.scenario.Expectation;
import endio.scenario.Generation;
import endio.scenario.Scenario;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code endio list}: what there is to explore. */
@Command(name = "list", description = "Shows scenarios with their generations, or generations, or properties.",
        footer = {"", "Examples:", "  endio list", "  endio list ext4 --json", "  endio list --generations",
                "  endio list --properties"})
final class ListCommand implements Callable<Integer> {
    private final Endio endio;

    @Mixin
    Common.Output output = new Common.Output();

    @Option(names = "--generations", description = "generations, mutants, historical bugs and patches")
    boolean generations;

    @Option(names = "--properties", description = "properties")
    boolean properties;

    @Parameters(paramLabel = "PATTERN", arity = "0..*", description = "as for explore")
    List<String> patterns = new ArrayList<>();

    ListCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() {
        if (generations) {
            endio.catalogue().generations().forEach(this::generation);
        }
        if (properties) {
            Selection.properties(List.of(), endio.plugins()).forEach(this::property);
        }
        if (!generations && !properties) {
            scenarios();
        }
        out().flush();
        return ExitCode.AS_EXPECTED.number();
    }

    private void scenarios() {
        List<Entry> entries = patterns.isEmpty() ? endio.catalogue().entries()
                : Selection.of(patterns, endio.catalogue());
        Map<String, List<Entry>> byScenario = new LinkedHashMap<>();
        entries.forEach(e -> byScenario.computeIfAbsent(e.scenario().id(), k -> new ArrayList<>()).add(e));
        String family = "";
        for (List<Entry> group : byScenario.values()) {
            Scenario scenario = group.get(0).scenario();
            if (output.json) {
                group.forEach(this::json);
                continue;
            }
            if (!scenario.family().equals(family)) {
                family = scenario.family();
                out().println(family);
            }
            out().println("  " + scenario.id());
            out().println("      " + scenario.title());
            for (Entry entry : group) {
                String known = String.join(", ", entry.expected().stream().map(Expectation::property).distinct()
                        .toList());
                out().println("      @" + entry.generation().id() + (known.isEmpty() ? "" : "  violates " + known));
            }
        }
    }

    private void json(Entry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", entry.id());
        line.put("scenario", entry.scenario().id());
        line.put("family", entry.scenario().family());
        line.put("title", entry.scenario().title());
        line.put("generation", entry.generation().id());
        line.put("expected", entry.expected());
        line.put("model", entry.modelHash());
        out().println(Records.line(line));
    }

    private void generation(Generation generation) {
        if (output.json) {
            out().println(Records.line(Notes.note(generation)));
        } else {
            out().println(generation.id() + "  " + (generation.about().kernel() + " " + generation.about().commit())
                    .strip()
                    + "  " + generation.about().origin() + "\n    " + generation.about().title());
        }
    }

    private void property(Property property) {
        if (output.json) {
            out().println(Records.line(Notes.note(property)));
        } else {
            out().println(property.id() + "  " + property.title() + "\n    " + property.statement());
        }
    }

    private PrintStream out() {
        return endio.console().out();
    }
}
