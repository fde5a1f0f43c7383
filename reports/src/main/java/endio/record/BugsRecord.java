// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;

/**
 * What came of the search for historical bugs.
 *
 * @param schema {@link #SCHEMA}
 * @param tool what searched
 * @param environment Java and processors
 * @param bugs one for each bug of the catalogue
 * @param measured how the figures of other engines were measured, a line for each measurement
 */
public record BugsRecord(String schema, Tool tool, String environment, List<BugNote> bugs, List<String> measured) {
    /** Name and version of the schema. */
    public static final String SCHEMA = "endio-bugs-1";
    /** File in the folder of results. */
    public static final String FILE = "bugs.json";
    /** Nothing was searched for. */
    public static final BugsRecord NONE = new BugsRecord(SCHEMA, new Tool("endio", ""), "", List.of(), List.of());

    public BugsRecord {
        bugs = Given.list(bugs);
        measured = Given.list(measured);
    }

    /** Engines of which there are figures, in the order in which they are met. */
    public List<String> engines() {
        return bugs.stream().flatMap(bug -> bug.others().stream()).map(BugNote.Other::engine).distinct().toList();
    }
}
