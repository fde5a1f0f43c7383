// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

/**
 * The property that was judged.
 *
 * @param id {@code S1}; {@code crash}, {@code deadlock} or {@code assertion} for what any execution must not do
 * @param title a name of a few words
 * @param statement what it says
 * @param needs what an engine must tell for it
 */
public record PropertyNote(String id, String title, String statement, String needs) {}
