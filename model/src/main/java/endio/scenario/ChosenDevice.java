// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.event.ContextKind;
import endio.event.ObjectId;
import endio.kernel.Kernel;
import endio.kernel.Plain;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The block device of a scenario: ends each bio in an interrupt of its own, or inside {@code submit_bio}. */
final class ChosenDevice extends BlockDevice {
    private final Device device;
    /** Failed bios by submitting thread: see {@link ChosenFaults}. */
    private final Map<Integer, Integer> failed = new HashMap<>();

    /** By block of the first file: the last request whose data is there. Empty if nobody reads it. */
    private final List<Plain> writers = new ArrayList<>();

    ChosenDevice(Kernel kernel, Scenario scenario, int logicalBlockBits) {
        super(kernel, logicalBlockBits);
        this.device = scenario.device();
        for (int block = 0; scenario.cachesPages() && block < scenario.blocks(); block++) {
            writers.add(kernel.plain(new ObjectId("device", block), "written_by", -1));
        }
    }

    @Override
    public int bioMaxPages() {
        return device.pages();
    }

    /** Whose data a block of the first file holds, -1 nobody's. */
    long writer(long block) {
        return writers.get((int) block).load();
    }

    @Override
    protected void accept(Bio bio) {
        accept(bio, -1, -1);
    }

    @Override
    protected void accept(Bio bio, int req, long off) {
        boolean error = fails(bio);
        String name = "bio" + bio.number();
        if (inline(bio)) {
            kernel().machine().nested(ContextKind.INLINE, "inline/" + name, () -> end(bio, req, off, error));
        } else {
            kernel().spawn(ContextKind.IRQ, "irq/" + name, () -> end(bio, req, off, error));
        }
    }

    private void end(Bio bio, int req, long off, boolean error) {
        long end = off + bio.size();
        for (long at = off; !writers.isEmpty() && !error && bio.write() && at < end; at += Scenario.BLOCK_SIZE) {
            writers.get((int) (at / Scenario.BLOCK_SIZE)).store(req);
        }
        end(bio, error);
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
