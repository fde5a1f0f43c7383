// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** What the direct-I/O core does with a {@code struct dio}, numbered from 0 by {@code dio}. */
public sealed interface DioEvent extends Event {

    /** {@code dio} is -1 if the allocation failed. Its reference count starts at 1. */
    record DioAlloc(int req, int dio) implements DioEvent {}

    /** The dio is freed. */
    record DioFree(int dio) implements DioEvent {}

    /** The reference count changed. */
    record Ref(int dio, long from, long to) implements DioEvent, OfOperation {}

    /** An ended bio of a synchronous request is put on the dio's list (last in, first out). */
    record BioListPush(int dio, int bio) implements DioEvent, OfOperation {}

    /** The submitter takes an ended bio from the list. */
    record BioListPop(int dio, int bio) implements DioEvent, OfOperation {}

    /** The submitter announces itself as the one to wake. */
    record WaiterSet(int dio) implements DioEvent, OfOperation {}

    /** The submitter takes its announcement back. */
    record WaiterClear(int dio) implements DioEvent, OfOperation {}

    /** The submitter sleeps in {@code io_schedule}. */
    record Sleep(int req) implements DioEvent {}

    /** {@code io_schedule} returns although nobody woke the sleeper. */
    record SpuriousWake(int req) implements DioEvent {}

    /** {@code wake_up_process} on the submitter. */
    record Wake(int req) implements DioEvent {}

    /** The plug is finished: all bios of the request are with the device. */
    record Unplug(int req) implements DioEvent {}

    /** From here on the request asks for its completion in process context. */
    record DeferCompletion(int req, int dio) implements DioEvent {}

    /**
     * The file system's {@code end_io} callback is entered.
     *
     * @param bytes what it is given: the bytes put under I/O, from v4.6 on the result
     * @param priv whether {@code b_private} was set by a mapping
     * @param ret the result so far, given to it before v3.12
     * @param async whether it has to complete the kiocb, given to it before v3.12
     */
    record EndIo(int req, long off, long bytes, boolean priv, long ret, boolean async) implements DioEvent {}

    /**
     * The final completer has read what the others left in the dio.
     *
     * @param result bytes put under I/O, as read
     * @param pageErrors as read
     * @param ioError as read
     * @param defer {@code defer_completion}, as read; false where a generation has none
     */
    record Gathered(int req, int dio, long result, long pageErrors, long ioError, boolean defer) implements DioEvent {}
}
