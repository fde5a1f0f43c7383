// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

/**
 * How the block device of a scenario behaves.
 *
 * @param ends where a bio is ended
 * @param errors how many bios of one submitter may fail; each that may is a choice
 * @param pages how many pages a bio takes at most
 */
public record Device(Ends ends, int errors, int pages) {
    /** {@code BIO_MAX_PAGES}. */
    public static final int MANY = 256;


    /** Where a bio is ended. */
    public enum Ends {
        /** In an interrupt on some processor, any time after its submission. */
        IRQ,
        /** By a plain call inside {@code submit_bio}. */
        INLINE,
        /** Either, by choice for each bio. */
        CHOSEN
    }
}
