// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.lincheck.Structures.Structure;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** Whether some history of a structure is one of no order of its calls. */
final class Linear {
    private static final int ITERATIONS = 4;
    private static final int INVOCATIONS = 100;

    private Linear() {}

    /** The history that is none; empty if none was found. */
    static String check(Structure structure) {
        ModelCheckingOptions options = new ModelCheckingOptions().iterations(ITERATIONS).threads(2).actorsPerThread(2)
                .actorsBefore(1).actorsAfter(1).invocationsPerIteration(INVOCATIONS).minimizeFailedScenario(false)
                .sequentialSpecification(structure.specification());
        if (!structure.script().isEmpty()) {
            options.addCustomScenario(scenario(structure));
        }
        try {
            options.check(structure.type());
            return "";
        } catch (AssertionError e) {
            return said(String.valueOf(e.getMessage()));
        }
    }

    /** What went wrong, and the table of calls below it, in a line. */
    private static String said(String report) {
        List<String> lines = report.lines().filter(line -> !line.isBlank()).toList();
        int end = 1;
        while (end < lines.size() && lines.get(end).startsWith("|")) {
            end++;
        }
        String calls = String.join(" ", lines.subList(1, end).stream().filter(line -> line.contains("(")).toList());
        return (lines.isEmpty() ? "no message" : lines.get(0)) + " " + calls.replaceAll("\\s+", " ");
    }

    private static ExecutionScenario scenario(Structure structure) {
        List<List<Actor>> parts = new ArrayList<>();
        for (int i = 0; i < structure.script().size(); i++) {
            // Threads count from 1; who comes after all is one more.
            int thread = i + 1;
            parts.add(structure.script().get(i).stream().map(call -> new Actor(method(structure, call), List.of(thread))).toList());
        }
        int threads = parts.size() - 1;
        return new ExecutionScenario(List.of(), parts.subList(0, threads), last(structure, threads), null);
    }

    /** The calls after all, each for every thread. */
    private static List<Actor> last(Structure structure, int threads) {
        List<Actor> last = new ArrayList<>();
        for (String call : structure.script().get(threads)) {
            for (int thread = 1; thread <= threads; thread++) {
                last.add(new Actor(method(structure, call), List.of(thread)));
            }
        }
        return last;
    }

    private static Method method(Structure structure, String name) {
        return Arrays.stream(structure.type().getMethods()).filter(m -> m.getName().equals(name)).findFirst().orElseThrow();
    }
}
