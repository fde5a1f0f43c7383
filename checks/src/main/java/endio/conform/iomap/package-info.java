// SPDX-License-Identifier: GPL-2.0-or-later
/** Conformance of the iomap engine (fs/iomap/direct-io.c) over a file system and a device that follow a script. */
@NullMarked
package endio.conform.iomap;

import org.jspecify.annotations.NullMarked;
