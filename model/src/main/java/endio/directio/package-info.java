// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The direct-I/O core of fs/direct-io.c, by generation. A generation is a class that holds what its commit changed,
 * over the one before it; what it overrides is the commit's diff.
 */
@NullMarked
package endio.directio;

import org.jspecify.annotations.NullMarked;
