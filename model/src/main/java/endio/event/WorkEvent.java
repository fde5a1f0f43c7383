// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

/** Workqueues, numbered by {@code wq} in order of allocation, and work items, told apart by {@code work}. */
public sealed interface WorkEvent extends Event {

    /** {@code alloc_workqueue} on behalf of {@code req}; {@code wq} is -1 if it failed. */
    record WqAlloc(int req, int wq) implements WorkEvent {}

    /** The queue is compared-and-swapped into its super block. */
    record WqPublish(int wq, boolean won) implements WorkEvent, OfOperation {}

    /** {@code destroy_workqueue} is entered. */
    record WqDestroy(int wq) implements WorkEvent {}

    /** {@code destroy_workqueue} returns: all that was queued has run. */
    record WqDestroyed(int wq) implements WorkEvent {}

    /** {@code INIT_WORK}. */
    record InitWork(ObjectId work) implements WorkEvent {}

    /**
     * {@code queue_work}.
     *
     * @param work the item
     * @param wq the queue, -1 if it is null
     * @param queue name of the queue: {@code dio}, {@code rsv}, {@code unrsv}
     * @param dio the dio that the item belongs to, -1 none
     * @param queued false: it was pending already
     */
    record QueueWork(ObjectId work, int wq, String queue, int dio, boolean queued) implements WorkEvent {}

    /** A worker begins the item's function. */
    record WorkStart(ObjectId work, int wq, String queue, int dio) implements WorkEvent {}

    /** The item's function has returned. */
    record WorkEnd(ObjectId work, int wq, String queue, int dio) implements WorkEvent {}

    /** {@code flush_workqueue} or {@code drain_workqueue} is entered. */
    record FlushBegin(int wq) implements WorkEvent {}

    /** It returns. */
    record FlushEnd(int wq) implements WorkEvent {}

    /** No memory is left for a worker: only a rescuer, if it has one, will run what is queued. */
    record NoWorkers(int wq, boolean rescuer) implements WorkEvent {}

    /** A worker has found a processor, where processors are told apart: its item was queued on another or on the same. */
    record WorkerOn(int queuedOn, int runsOn) implements WorkEvent {}
}
