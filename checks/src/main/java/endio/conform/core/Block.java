// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

/**
 * A block of the scripted file.
 *
 * @param pblk on the device, -1 none
 * @param fresh it is reported as new on a write, although it is mapped
 * @param boundary it is the last one before more of the map has to be read
 */
record Block(State state, long pblk, boolean fresh, boolean boundary) {
    /** What a block of a file can be. */
    enum State { MAPPED, UNWRITTEN, HOLE }

    /** A block of no extent. */
    static final Block NONE = new Block(State.HOLE, -1, false, false);
}
