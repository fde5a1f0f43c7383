// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.explore.Schedule;
import endio.record.Plain;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.List;

/**
 * One execution of one scenario as a line of text: {@code ext4-aio-unwritten@V3_12:e1:...}, the scenario with its
 * generation and then the {@link Schedule}.
 *
 * @param entry what to run
 * @param schedule how
 */
record ReplayLine(Entry entry, Schedule schedule) {

    /** The line. */
    static String of(Entry entry, Schedule schedule) {
        return entry.id() + ":" + schedule;
    }

    /**
     * Reads a line.
     *
     * @throws Refusal if it is none, or one of a model that is not this one
     */
    static ReplayLine parse(String line, Catalogue catalogue) {
        int colon = line.indexOf(':');
        int at = line.indexOf('@');
        if (colon < 0 || at < 0 || at > colon) {
            throw new Refusal("not a replay line (SCENARIO@GENERATION:SCHEDULE) and no file: " + Plain.line(line));
        }
        String id = line.substring(0, colon).strip();
        List<Entry> found = Selection.exactly(id, catalogue);
        Schedule schedule;
        try {
            schedule = Schedule.parse(line.substring(colon + 1).strip());
        } catch (IllegalArgumentException e) {
            throw new Refusal("replay line: " + Plain.line(String.valueOf(e.getMessage())));
        }
        Entry entry = found.get(0);
        if (!schedule.modelHash().equals(entry.modelHash())) {
            throw new Refusal("the replay line is of model " + schedule.modelHash() + ", this endio has "
                    + entry.modelHash()
                    + " for " + entry.id() + ": the model has changed since, so the line would run something else");
        }
        return new ReplayLine(entry, schedule);
    }
}
