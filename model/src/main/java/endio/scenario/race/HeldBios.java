// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import org.jspecify.annotations.Nullable;

/** A block device that keeps what it is given, until a part ends it. */
final class HeldBios extends BlockDevice {
    static final int BLOCK_BITS = 12;
    static final long BLOCK = 1L << BLOCK_BITS;

    private final @Nullable Bio[] bios = new @Nullable Bio[4];
    private int count;
    /** How many it has: whoever sees a number by acquire sees that many bios. */
    private final Plain submitted;

    HeldBios(Kernel kernel) {
        super(kernel, BLOCK_BITS);
        this.submitted = kernel.plain(new ObjectId("device", 0), "submitted", 0);
    }

    @Override
    protected void accept(Bio bio) {
        bios[count++] = bio;
        submitted.storeRelease(count);
    }

    /** Waits until bio {@code n}, from 0, was submitted, and ends it in the calling part. */
    void end(int n, int status) {
        submitted.awaitAtLeast(n + 1);
        end(kernel().follow(bios[n], "bio", "the device"), status);
    }

    /** What bio {@code n} belongs to, or null if there is none. */
    @Nullable Object owner(int n) {
        Bio bio = bios[n];
        return bio == null ? null : bio.biPrivate().load();
    }
}
