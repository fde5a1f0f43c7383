// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * The command line: the only room with a console, files to write, an environment, a clock and an exit code.
 */
@NullMarked
package endio.cli;

import org.jspecify.annotations.NullMarked;
