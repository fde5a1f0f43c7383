// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.util.List;
import java.util.Map;

/**
 * What a recording shows.
 *
 * @param name of the input
 * @param lines read
 * @param events among them
 * @param nanos length of the recording
 * @param lost events that were lost, as the recording says; obligations across the gaps are not judged
 * @param gaps places where something is missing
 * @param kinds requests by kind: {@code ext4 iomap write aio}
 * @param requests each of them
 * @param properties what became of each property, in the catalogue's order
 * @param findings violations
 * @param problems what could not be read; with any of them nothing is said to be consistent
 * @param problemCount how many there were
 * @param understood how often each event that is understood was there
 */
public record TraceReport(String name, int lines, long events, long nanos, long lost, int gaps, Map<String,
        Integer> kinds,
        List<Request> requests, List<PropertyResult> properties, List<TraceFinding> findings, List<String> problems,
        long problemCount, Map<String, Long> understood) {

    /** What can be said of a property. */
    public enum Verdict {
        /** Some request violates it. */
        VIOLATED,
        /** It was judged, and not violated. */
        CONSISTENT,
        /** It was not judged, or the input does not allow to say so. */
        NOT_CHECKED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * What became of a property.
     *
     * @param judged requests, mounts or waits of which it was judged
     * @param violated how many of them violate it
     * @param undecided how many are left open by equal time stamps on two processors
     * @param why it is not checked; empty otherwise
     * @param under properties that it is violated under, if its violations are those of others
     */
    public record PropertyResult(String id, String title, Verdict verdict, int judged, int violated, int undecided,
            String why,
            List<String> under) {}

    /**
     * A request.
     *
     * @param number of it in the recording, from 0
     * @param line where it begins
     * @param kind {@code ext4 iomap write aio}
     * @param whole whether it was over, or should have been; otherwise what is missing at its end means nothing
     * @param steps how it went: {@code begin > submit_bio > bio_end > ...}
     * @param judged properties that were judged of it
     * @param violated properties that it violates
     */
    public record Request(int number, int line, String kind, boolean whole, String steps, List<String> judged,
            List<String> violated) {}

    /** The result of one property. */
    public PropertyResult property(String id) {
        return properties.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    /** Whether anything was judged. */
    public boolean enough() {
        return properties.stream().anyMatch(p -> p.verdict() != Verdict.NOT_CHECKED);
    }

    /** Whether the input could be read as it should. */
    public boolean sound() {
        return problemCount == 0;
    }
}
