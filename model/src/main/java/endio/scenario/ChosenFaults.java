// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.kernel.Faults;
import endio.machine.Machine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Faults by choice. What is counted is counted for each thread alone, so that no thread's choice depends on what
 * another one chose: an engine knows of no such dependence.
 */
final class ChosenFaults implements Faults {
    private final List<Fault> faults;
    private final Map<String, Integer> happened = new HashMap<>();

    ChosenFaults(List<Fault> faults) {
        this.faults = faults;
    }

    @Override
    public boolean possible(String what) {
        return faults.stream().anyMatch(fault -> what.startsWith(fault.what()));
    }

    @Override
    public boolean happens(Machine machine, String what) {
        for (Fault fault : faults) {
            if (what.startsWith(fault.what())) {
                String key = machine.current().thread() + " " + fault.what();
                int before = happened.getOrDefault(key, 0);
                if (before >= fault.times() || machine.choose(what + " fails", 2) == 0) {
                    return false;
                }
                happened.put(key, before + 1);
                return true;
            }
        }
        return false;
    }
}
