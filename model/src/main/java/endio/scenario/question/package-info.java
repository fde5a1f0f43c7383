// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * What the seed commit might have done otherwise: one queue of deferred completions for all super blocks, an unbound one,
 * fewer slots, nobody left to run it but a rescuer. Each is a generation that differs in that alone.
 */
@NullMarked
package endio.scenario.question;

import org.jspecify.annotations.NullMarked;
