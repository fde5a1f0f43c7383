// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.event.ContextKind;
import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import java.util.HashMap;
import java.util.Map;

/** The block device of a scenario: ends each bio in an interrupt of its own, or inside {@code submit_bio}. */
final class ChosenDevice extends BlockDevice {
    private final Device device;
    /** Failed bios by submitting thread: see {@link ChosenFaults}. */
    private final Map<Integer, Integer> failed = new HashMap<>();

    ChosenDevice(Kernel kernel, Device device, int logicalBlockBits) {
        super(kernel, logicalBlockBits);
        this.device = device;
    }

    @Override
    protected void accept(Bio bio) {
        boolean error = fails(bio);
        String name = "bio" + bio.number();
        if (inline(bio)) {
            kernel().machine().nested(ContextKind.INLINE, "inline/" + name, () -> end(bio, error));
        } else {
            kernel().spawn(ContextKind.IRQ, "irq/" + name, () -> end(bio, error));
        }
    }

    private boolean inline(Bio bio) {
        return switch (device.ends()) {
            case IRQ -> false;
            case INLINE -> true;
            case CHOSEN -> kernel().machine().choose("bio" + bio.number() + " ends inside submit_bio", 2) == 1;
        };
    }

    private boolean fails(Bio bio) {
        int submitter = kernel().context().thread();
        int before = failed.getOrDefault(submitter, 0);
        if (before >= device.errors() || kernel().machine().choose("bio" + bio.number() + " fails", 2) == 0) {
            return false;
        }
        failed.put(submitter, before + 1);
        return true;
    }
}
