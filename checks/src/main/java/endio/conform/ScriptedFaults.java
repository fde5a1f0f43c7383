// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.JsonNode;
import endio.kernel.Faults;
import endio.machine.Machine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What fails in a scenario: the dio, certain calls of {@code alloc_workqueue}, the first sleeps. */
final class ScriptedFaults implements Faults {
    private final boolean dioAllocFail;
    private final Map<String, Set<Integer>> failingCalls = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final int spuriousWakes;
    private final BooleanSupplier aside;

    /**
     * @param aside whether what is allocated counts for nothing: while the world is built, by {@code install_wq}
     */
    ScriptedFaults(JsonNode scenario, BooleanSupplier aside) {
        this.dioAllocFail = scenario.path("dio_alloc_fail").asBoolean(false);
        this.spuriousWakes = scenario.path("spurious_wakes").asInt(0);
        this.aside = aside;
        failingCalls.put("alloc_workqueue dio", calls(scenario.path("wq").path("alloc_fail_calls")));
        failingCalls.put("alloc io_end", calls(scenario.path("io_end_alloc_fail_calls")));
    }

    private static Set<Integer> calls(JsonNode list) {
        Set<Integer> calls = new HashSet<>();
        list.forEach(call -> calls.add(call.asInt()));
        return calls;
    }

    @Override
    public boolean happens(Machine machine, String what) {
        if (aside.getAsBoolean()) {
            return false;
        }
        int call = calls.merge(what, 1, Integer::sum);
        return switch (what) {
            case "alloc dio" -> dioAllocFail;
            case "spurious wake-up" -> call <= spuriousWakes;
            default -> failingCalls.getOrDefault(what, Set.of()).contains(call);
        };
    }
}
