// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Generations with one thing broken on purpose, each naming the property that has to see it and the scenario in which.
 * They are what a patch under review looks like.
 */
@NullMarked
package endio.scenario.mutant;

import org.jspecify.annotations.NullMarked;
