// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * One thing to run, as data: who acts on which file, what may go wrong, and what is known to be violated; the
 * generations of the protocol, historical bugs, mutants and a user's patches, which are all the same kind of thing; and
 * the catalogue of both.
 */
@NullMarked
package endio.scenario;

import org.jspecify.annotations.NullMarked;
