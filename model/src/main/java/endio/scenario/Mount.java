// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

/**
 * The file system of a scenario and how it is mounted.
 *
 * @param type which
 * @param dioreadNolock ext4's mount option of that name: reads without {@code i_mutex}, overwrites that drop it
 * @param journal whether ext4 has one
 */
public record Mount(Type type, boolean dioreadNolock, boolean journal) {

    /** Which file system. */
    public enum Type {
        /** Blocks are looked up in a table; {@code end_io} is null, as with ext2. */
        PLAIN,
        /**
         * The same with unwritten blocks, whose conversion {@code end_io} does by itself, in the simplest right way.
         */
        CONVERTING,
        /** ext4 as it was in the generation's kernel. */
        EXT4,
        /** XFS as it was in the generation's kernel. */
        XFS,
        /** OCFS2 as it was in the generation's kernel. */
        OCFS2,
        /** No file system, but the block device itself, with the engine that it had in the generation's kernel. */
        BLKDEV,
        /** ext4 on a loop device over a file of another ext4: the generation brings both. */
        STACKED,
        /** None of these: the generation brings a world of its own, for a bug that lived elsewhere. */
        OWN;

        /** Whether it is no file system of a kernel's, so that only a generation made for it can run it. */
        boolean brought() {
            return this == STACKED || this == OWN;
        }
    }

    /**
     * For people: {@code ext4}, {@code ext4 dioread_nolock}, {@code ext4 without a journal}; empty if it is no file system.
     */
    public String text() {
        String name = switch (type) {
            case PLAIN -> "no end_io";
            case CONVERTING -> "end_io converts";
            case EXT4 -> "ext4";
            case XFS -> "XFS";
            case OCFS2 -> "OCFS2";
            case BLKDEV -> "block device";
            case STACKED -> "ext4 over loop";
            case OWN -> "";
        };
        return name + (dioreadNolock ? " dioread_nolock" : "")
                + (type == Type.EXT4 && !journal ? " without a journal" : "");
    }
}
