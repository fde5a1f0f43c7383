// SPDX-License-Identifier: GPL-2.0-or-later
/** Conformance of the direct-I/O core (fs/direct-io.c) over a file system and a device that follow a script. */
@NullMarked
package endio.conform.core;

import org.jspecify.annotations.NullMarked;
