// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

/**
 * How the file system is mounted.
 *
 * @param dioreadNolock {@code dioread_nolock}: direct reads without {@code i_mutex}, writeback through unwritten extents,
 *     overwrites without {@code i_mutex}
 * @param journal it has a journal
 */
public record Ext4Options(boolean dioreadNolock, boolean journal) {

    /** A journal and nothing else, as mounted by default in v3.11. */
    public static final Ext4Options DEFAULTS = new Ext4Options(false, true);
}
