// SPDX-License-Identifier: GPL-2.0-or-later
/** What the file systems and the direct-I/O core share: super block, inode, kiocb, buffer head, bio and block device. */
@NullMarked
package endio.vfs;

import org.jspecify.annotations.NullMarked;
