// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Conformance: a scenario that was run through the kernel's own code is run through the model, in the order that the
 * script of the scenario gives, and the two lists of events are compared.
 */
@NullMarked
package endio.conform;

import org.jspecify.annotations.NullMarked;
