// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/**
 * A part of the search: all that begins with one branch of a fork and is not covered by what sleeps there.
 *
 * @param through which branch
 */
record Task(Fork fork, int through) {}
