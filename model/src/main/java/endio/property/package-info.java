// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Properties of the protocol as monitors over events, and nothing else: a monitor sees no live object, so it can judge
 * a recording as well as a run.
 */
@NullMarked
package endio.property;

import org.jspecify.annotations.NullMarked;
