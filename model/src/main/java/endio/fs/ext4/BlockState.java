// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

/** What a block of a file is. */
public enum BlockState {
    /** Not allocated: reads as zeros. */
    HOLE("hole"),
    /** Allocated and not written: reads as zeros until it is converted. */
    UNWRITTEN("unwritten"),
    /** Allocated and written. */
    WRITTEN("mapped");

    private final String text;

    BlockState(String text) {
        this.text = text;
    }

    /** Its name in events about the block map. */
    public String text() {
        return text;
    }
}
