// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C: asks what runs to stop, and lets the process end only when what is known has been written. */
final class Interrupt {
    private static final int PATIENCE_SECONDS = 20;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);

    /** Listens from now on. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutdown, "endio-interrupt"));
    }

    private void shutdown() {
        if (written.getCount() == 0) {
            return;
        }
        asked.set(true);
        try {
            written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }

    /** Whether somebody wants it to stop. */
    boolean asked() {
        return asked.get();
    }

    /** For tests, and for whoever else may stop a run. */
    void ask() {
        asked.set(true);
    }

    /** All is written; the process ends with {@code code}, or as interrupted if it is. */
    void exit(int code) {
        boolean interrupted = asked.get();
        written.countDown();
        if (!interrupted) {
            System.exit(code);
        }
    }
}
