// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

/**
 * A {@code struct iovec}.
 *
 * @param addr address in the request's own user area, whose page 0 begins at 0
 * @param len bytes
 */
public record IoVec(long addr, long len) {}
