// SPDX-License-Identifier: GPL-2.0-or-later
/**
 * OCFS2 (fs/ocfs2) over fs/direct-io.c: a cluster lock that another node's truncation waits for is taken when a request is
 * submitted and dropped in its {@code end_io}. No list of the kernel's own steps vouches for it.
 *
 * <p>Not modelled: the lock of the inode's metadata and how the nodes agree, refcounted and inline files, and what goes
 * through the page cache.
 */
@NullMarked
package endio.fs.ocfs2;

import org.jspecify.annotations.NullMarked;
