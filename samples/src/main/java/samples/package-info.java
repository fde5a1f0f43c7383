// SPDX-License-Identifier: GPL-2.0-or-later
/** Three bugs that the kernel once had, each in one file, added from outside as anybody's patch is. */
@NullMarked
package samples;

import org.jspecify.annotations.NullMarked;
