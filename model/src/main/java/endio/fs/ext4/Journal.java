// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import endio.event.Errno;
import endio.event.FileSystemEvent;
import endio.kernel.Kernel;

/**
 * The journal (fs/jbd2), as far as its callers see it: a handle is started and stopped, may be refused, and may come with a
 * reserved one. Credits and the commit itself are not modelled.
 */
public class Journal {
    private final Kernel kernel;

    /** A journal in use. */
    public Journal(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * {@code ext4_journal_start}, {@code ext4_journal_start_with_reserve}: may sleep, may fail.
     *
     * @param reserve a reserved handle comes with it
     */
    public final Handle start(boolean reserve) {
        kernel.mightSleep("journal start");
        int error = startError();
        if (error != 0) {
            kernel.say(new FileSystemEvent.JournalStart(-1, error));
            return Handle.failed(error);
        }
        Handle handle = Handle.of(next());
        kernel.say(new FileSystemEvent.JournalStart(handle.number(), 0));
        if (reserve) {
            Handle reserved = Handle.of(next());
            kernel.say(new FileSystemEvent.Reserve(reserved.number()));
            handle.reserve(reserved);
        }
        return handle;
    }

    /** Whether the start of a handle fails this time: 0 or a negative errno. */
    protected int startError() {
        return kernel.faults().happens(kernel.machine(), "journal start") ? -Errno.EROFS : 0;
    }

    private int next() {
        return kernel.machine().number("handle").number();
    }

    /** {@code ext4_journal_stop}: gives back the reserved handle if nobody took it. */
    public final void stop(Handle handle) {
        kernel.say(new FileSystemEvent.JournalStop(handle.number()));
        Handle reserved = handle.takeReserved();
        if (reserved != null) {
            kernel.say(new FileSystemEvent.ReserveDrop(reserved.number()));
        }
    }

    /** {@code jbd2_complete_transaction}, {@code jbd2_log_wait_commit}: what was done before is on disk when it returns. */
    public final void commit() {
        kernel.mightSleep("journal commit");
    }

    /** {@code jbd2_journal_destroy}: no handle may be started any more. */
    public final void destroy() {
        kernel.mightSleep("journal destroy");
        kernel.say(new FileSystemEvent.JournalDestroy());
    }
}
