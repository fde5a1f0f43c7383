// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

import java.util.List;

/** ext4's record of work that is due after an I/O, numbered by {@code ioEnd}; -1 stands for a null pointer. */
public sealed interface IoEndEvent extends Event {

    /** {@code ioEnd} is -1 if the allocation failed. */
    record IoEndAlloc(int req, int ioEnd) implements IoEndEvent {}

    /** Reference count set, at birth. */
    record IoEndSet(int ioEnd, long count) implements IoEndEvent, OfOperation {}

    /** One more reference; {@code count} is the value after. */
    record IoEndGet(int ioEnd, long count) implements IoEndEvent, OfOperation {}

    /** One reference less; {@code count} is the value after. */
    record IoEndPut(int ioEnd, long count) implements IoEndEvent, OfOperation {}

    /** It is freed. */
    record IoEndFree(int ioEnd) implements IoEndEvent {}

    /** {@code i_ioend_count} after a change. */
    record IIoendCount(int ino, long count) implements IoEndEvent, OfOperation {}

    /** {@code i_unwritten} after a change. */
    record IUnwritten(int ino, long count) implements IoEndEvent, OfOperation {}

    /** The unwritten flag of an io_end is set by a mapping of {@code req} (-1: of writeback); {@code was}: it was set. */
    record SetUnwritten(int req, int ioEnd, boolean was) implements IoEndEvent, OfOperation {}

    /** A mapping sets {@code BH_Defer_Completion}. */
    record SetDefer(int req) implements IoEndEvent {}

    /** The inode's bit "a direct write met unwritten blocks" is changed on behalf of {@code req}. */
    record DioUnwrittenBit(int req, int value) implements IoEndEvent, OfOperation {}

    /** The inode's pointer to the current io_end is written. */
    record AioSet(int req, int ioEnd) implements IoEndEvent, OfOperation {}

    /** It is loaded, by {@code req} or, if -1, by writeback. */
    record AioGet(int req, int ioEnd) implements IoEndEvent, OfOperation {}

    /** The core has returned to the file system. */
    record DioReturn(int req, long ret) implements IoEndEvent {}

    /** An io_end is appended to a list of completed ones. */
    record ListAdd(String list, int ioEnd) implements IoEndEvent, OfOperation {}

    /** A worker takes the whole list. */
    record ListSplice(String list, List<Integer> ioEnds) implements IoEndEvent, OfOperation {}

    /** An io_end is unlinked. */
    record ListDel(int ioEnd) implements IoEndEvent {}

    /** Waiters for the two counters are woken. */
    record WakeIoendWq() implements IoEndEvent {}
}
