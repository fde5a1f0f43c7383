// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/**
 * What somebody got who was owed something, as values: for models so small that what is owed is one number. A property
 * compares the two.
 *
 * @param matter what it is about
 * @param what of what, for people: {@code page 0}, {@code i_size}
 * @param got what was found
 * @param due what should have been found
 */
public record SeenEvent(Matter matter, String what, long got, long due) implements Event {

    /** What it is about. */
    public enum Matter {
        /** Contents of a file, as a reader got them from the device or the page cache, or as a writer left them. */
        DATA,
        /** A result, a size, or a state that the caller acts on. */
        RESULT,
        /** What would be found after a crash, when a request that has to be durable is reported. */
        DURABLE,
        /** What is left when everybody is gone: references, locks, protections. */
        LEFT_OVER,
        /** Rounds that others made while somebody waited; a model that counts them says how many are still fair. */
        ROUNDS,
        /** A change of a frozen file system: 1 made while frozen. */
        FROZEN
    }
}
