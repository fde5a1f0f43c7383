// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

/**
 * Where deferred completions are queued.
 *
 * @param forAll one queue for all super blocks; false: each has its own
 * @param maxActive items of one queue that may run at once, 0 for the default
 * @param pressure no memory is left for a worker
 * @param memReclaim {@code WQ_MEM_RECLAIM}: the queue has a rescuer
 */
record Queues(boolean forAll, int maxActive, boolean pressure, boolean memReclaim) {

    /** A queue for each super block. */
    static Queues each(int maxActive) {
        return new Queues(false, maxActive, false, true);
    }

    /** One queue for all. */
    static Queues all(int maxActive) {
        return new Queues(true, maxActive, false, true);
    }

    /** The same while no worker can be made. */
    Queues underPressure() {
        return new Queues(forAll, maxActive, true, memReclaim);
    }

    /** The same without a rescuer. */
    Queues withoutRescuer() {
        return new Queues(forAll, maxActive, pressure, false);
    }
}
