// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * Conformance of ext4 with the direct-I/O core under it: tasks, workers and flushers that stop in the middle and go on later,
 * around a block map and transactions that follow a script.
 */
@NullMarked
package endio.conform.ext4;

import org.jspecify.annotations.NullMarked;
