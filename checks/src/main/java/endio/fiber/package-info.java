// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Logical threads that can be suspended and continued by hand, on the JDK's continuations where it has them, on platform threads
 * where not. A fiber is run by one caller at a time; nothing here runs in parallel.
 */
@NullMarked
package endio.fiber;

import org.jspecify.annotations.NullMarked;
