// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;

/**
 * What came of the search for one historical bug.
 *
 * @param engine that looked for it
 * @param result {@code found}, {@code not found} after a search of all executions, or {@code cut}
 * @param executions up to the first one that shows it, or all of them where another finding came first
 * @param micros until then, in microseconds
 * @param steps operations and events of the execution that is shown, 0 if none
 * @param mended what came of the same where it is mended
 * @param others how soon other engines found it, as was measured before
 */
public record BugNote(String id, String subject, String commit, String known, String property, String entry, String engine,
        String result, long executions, long micros, int steps, Mended mended, List<Other> others) {

    public BugNote {
        others = Given.list(others);
    }

    /**
     * A search where a bug is mended, by all properties that judge there.
     *
     * @param result {@code holds} after a search of all executions, {@code violated} by what is not known of that generation, or
     *     {@code cut}
     * @param micros how long it took, in microseconds
     */
    public record Mended(String entry, String result, long executions, long micros) {}

    /**
     * What another engine came to, with several seeds.
     *
     * @param engine {@code pct}, {@code pos}, {@code uniform}, {@code random}, {@code lincheck}
     * @param seeds how many it was tried with, and {@code found}: with how many of them it was found
     * @param executions median of all seeds until it was seen first, -1 if most of them did not
     * @param micros the same in microseconds
     */
    public record Other(String engine, int seeds, int found, long executions, long micros) {}
}
