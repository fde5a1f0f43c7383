// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import endio.scenario.Catalogue;
import endio.scenario.Generation;
import endio.trace.Engine;
import endio.trace.Orders;
import endio.trace.RvAutomaton;
import endio.trace.TraceCheck;
import endio.trace.TraceReport;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether recordings go as a generation of the model allows. */
final class GenerationCheck {
    private static final int MOST_TOLD = 5;
    private final Catalogue catalogue;
    private final Generation generation;
    private final RvAutomaton.Coverage coverage = new RvAutomaton.Coverage();
    private final Map<String, Orders> model = new LinkedHashMap<>();
    private Map<Engine, Orders> recorded = new EnumMap<>(Engine.class);

    GenerationCheck(Catalogue catalogue, String id) {
        this.catalogue = catalogue;
        this.generation = catalogue.generation(id).orElseThrow(() -> new Refusal("no generation " + Plain.line(id)
                + "; those of the kernel are " + String.join(" ", List.of(Engine.values()).stream()
                        .flatMap(engine -> ModelSide.generations(catalogue, engine).stream()).map(Generation::id).toList())));
    }

    /** Begins with a recording. */
    TraceCheck.Listener begin() {
        Map<Engine, Orders> orders = new EnumMap<>(Engine.class);
        recorded = orders;
        return (engine, where, events) -> orders.computeIfAbsent(engine, e -> new Orders()).addRecorded(events);
    }

    /** Whether the recording that was begun and is read now is one of the generation; says so if not. */
    boolean holds(TraceReport report, PrintStream to) {
        Engine own = ModelSide.engine(generation);
        boolean holds = true;
        for (Map.Entry<Engine, Orders> each : recorded.entrySet()) {
            if (each.getKey() != own) {
                to.println("  not " + generation.id() + ": " + each.getKey().file() + " was recorded, and that is a generation of "
                        + own.file());
                holds = false;
            } else if (!strange(generation, each.getValue()).isEmpty()) {
                List<String> strange = strange(generation, each.getValue());
                to.println("  not " + generation.id() + ": it does not allow");
                strange.stream().limit(MOST_TOLD).forEach(edge -> to.println("    " + edge + " ("
                        + TraceCheckCommand.count(each.getValue().edges().get(edge), "request") + ", the first from line "
                        + line(report, each.getValue().first(edge)) + " on)"));
                if (strange.size() > MOST_TOLD) {
                    to.println("    and " + (strange.size() - MOST_TOLD) + " orders more");
                }
                holds = false;
            }
            if (!holds) {
                List<String> fitting = ModelSide.generations(catalogue, each.getKey()).stream()
                        .filter(g -> strange(g, each.getValue()).isEmpty()).map(Generation::id).toList();
                to.println("    " + (fitting.isEmpty() ? "no generation of the model allows all that was recorded"
                        : "all that was recorded is allowed by " + String.join(" ", fitting)));
            }
        }
        if (holds && !recorded.isEmpty()) {
            to.println("  generation " + generation.id() + ": allows every order that was recorded");
        }
        return holds;
    }

    private List<String> strange(Generation of, Orders orders) {
        Orders allowed = model.computeIfAbsent(of.id(), id -> new ModelSide(catalogue, coverage).run(List.of(of)).orders);
        return orders.edges().keySet().stream().filter(edge -> !allowed.edges().containsKey(edge)).toList();
    }

    private static int line(TraceReport report, int request) {
        return report.requests().stream().filter(r -> r.number() == request).mapToInt(TraceReport.Request::line).findFirst()
                .orElse(0);
    }
}
