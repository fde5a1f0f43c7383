// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Races: a few kernel functions at a time, small enough to be run by every engine, each over the code of a generation and
 * over the same code with one thing broken. How a race ends is a few words, so that what one engine saw can be looked up
 * in what another one says is possible.
 */
@NullMarked
package endio.scenario.race;

import org.jspecify.annotations.NullMarked;
