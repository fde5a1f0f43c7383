// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.directio.V3_12;

/** B24, with what stands for it in a later generation: the waiter is looked up when the lock is released already. */
final class WakerLooksLate {
    static final Bug BUG = Bug.read("B24", "dio: lock refcount operations", "")
            .in("dio_bio_end_io, fs/direct-io.c").actors("submitter", "bio")
            .generation("S12", "sync-write", "wake-outside-lock", "V3_12");

    private WakerLooksLate() {}
}
