// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Bugs that the kernel once had around this protocol, each as the function that was wrong, beside what it was mended
 * to. One
 * that lived in a modelled generation is that generation with the function as it was; the others are {@linkplain
 * endio.scenario.bug.Shape small models} that have the shape of theirs and nothing else.
 */
@NullMarked
package endio.scenario.bug;

import org.jspecify.annotations.NullMarked;
