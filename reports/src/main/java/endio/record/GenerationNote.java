// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

/**
 * The generation of the protocol that was run: a kernel's, a mutant, or somebody's patch.
 *
 * @param id {@code V3_12}
 * @param kernel version, or the commit in a few words
 * @param commit that made it, empty if none did
 * @param title what it changed, in a sentence
 * @param base the generation that it changes, empty for the first
 * @param origin {@code GENERATION}, {@code HISTORICAL_BUG}, {@code MUTANT}, {@code VARIANT} or {@code USER}
 */
public record GenerationNote(String id, String kernel, String commit, String title, String base, String origin) {
    /** The origin of one that stands for an answer to a question. */
    public static final String VARIANT = "VARIANT";
}
