// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Programs whose cost is known: from the literature, from other model checkers, from the catalogue. They are run by tests, which
 * hold the counts, and by {@code endio bench}, which measures the time.
 */
@NullMarked
package endio.bench;

import org.jspecify.annotations.NullMarked;
