// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.event.ObjectId;
import endio.event.SeenEvent.Matter;
import endio.kernel.Atomic;
import endio.kernel.Plain;
import endio.machine.Machine;

/** B25: submitter and bios decided by themselves whether the request is one that the bios complete. */
class CompletedTwice extends Shape {
    static final Bug BUG = Bug.read("B25", "dio: only call aio_complete() after returning -EIOCBQUEUED", "")
            .in("dio_complete, fs/direct-io.c").actors("submitter whose second segment fails", "bio", "AIO core")
            .shape("H3", m -> new CompletedTwice(m) {
                @Override
                boolean signals(boolean queued, long transferred) {
                    return transferred == requested.load();
                }
            }, CompletedTwice::new);

    private final ObjectId dio = kernel.machine().number("dio");
    private final Atomic refcount = atomic(dio, "refcount", 1);
    private final Plain queued = plain(dio, "is_async", 1);
    final Plain requested = plain(dio, "size", 0);
    private final Counter completions = counter(kernel.machine().number("aio_ring"), "events", 0);

    CompletedTwice(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("task0", () -> {
            boolean fails = kernel.machine().choose("the second segment fails", 2) == 1;
            requested.store(1);
            queued.store(fails ? 0 : 1);
            refcount.inc();
            irq("bio0", () -> {
                if (refcount.decReturn() == 0) {
                    dioComplete();
                }
            });
            // A request that is not queued waits for its bios, so its submitter is the last one.
            if (refcount.decReturn() == 0) {
                dioComplete();
            }
            if (fails) {
                completions.add(1);
            }
        });
        kernel.machine().atEnd(() -> saw(Matter.RESULT, "completions of the request", completions.read(), 1));
    }

    private void dioComplete() {
        if (signals(queued.load() != 0, 1)) {
            completions.add(1);
        }
    }

    /** Whether {@code dio_complete} calls {@code aio_complete}: only if the submission returns {@code -EIOCBQUEUED}. */
    boolean signals(boolean isQueued, long transferred) {
        return isQueued;
    }
}
