// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** How a request's bytes become blocks and pages. Blocks are of the file system's block size. */
public sealed interface MappingEvent extends Event {

    /** The mapping call is entered; {@code n} counts those of the request from 0. */
    record GetBlockBegin(int req, int n, long lblk, long want, boolean create) implements MappingEvent {}

    /**
     * The mapping call returns. If {@code ret} is not 0, only the first five fields mean something.
     *
     * @param req the request, -1 if it is none
     * @param want blocks asked for
     * @param len blocks mapped
     * @param fresh reported as new
     * @param unwritten the blocks are allocated and not yet written
     * @param defer {@code BH_Defer_Completion} is set
     * @param pblk first block on the device, -1 none
     */
    record GetBlock(int req, long lblk, long want, boolean create, int ret, long len, boolean mapped, boolean fresh,
            boolean unwritten, boolean defer, boolean boundary, long pblk) implements MappingEvent {}

    /** Pinning of user pages, from page {@code first}; {@code ret} says how many, or an error. */
    record GetPages(int req, long first, int want, int ret) implements MappingEvent {}

    /** Stale buffers of new blocks are dropped. */
    record CleanAlias(long pblk, long len) implements MappingEvent {}

    /** Part of a user page is zeroed for a hole. */
    record ZeroUser(int req, int pageOff, int len) implements MappingEvent {}
}
