// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

/**
 * What came of the search for one historical bug; {@code bugs.json} is an array of these.
 *
 * @param engine that looked for it
 * @param result {@code found}, {@code not found} after a search of all executions, or {@code cut}
 * @param executions up to the first one that shows it, or all of them where another finding came first
 * @param micros until then, in microseconds
 * @param steps operations and events of the execution that is shown, 0 if none
 * @param mended what came of the same where it is mended
 */
public record BugNote(String id, String subject, String commit, String known, String property, String entry, String engine,
        String result, long executions, long micros, int steps, Mended mended) {

    /**
     * A search where a bug is mended, by all properties that judge there.
     *
     * @param result {@code holds} after a search of all executions, {@code violated} or {@code cut}
     * @param micros how long it took, in microseconds
     */
    public record Mended(String entry, String result, long executions, long micros) {}
}
