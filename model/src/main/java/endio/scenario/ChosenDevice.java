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

/**
 * The block device of a scenario: ends each bio in an interrupt of its own, or inside {@code submit_bio}.
 *
 * <p>The interrupts of bios that are {@linkplain Alike alike} are equal threads.
 */
final class ChosenDevice extends BlockDevice {
    private final Scenario scenario;
    private final Device device;
    /** Failed bios by submitting thread: see {@link ChosenFaults}. */
    private final Map<Integer, Integer> failed = new HashMap<>();

    /** By block of the first file: the last request whose data is there. Empty if nobody reads it. */
    private final List<Plain> writers = new ArrayList<>();

    ChosenDevice(Kernel kernel, Scenario scenario, int logicalBlockBits) {
        super(kernel, logicalBlockBits);
        this.scenario = scenario;
        this.device = scenario.device();
        for (int block = 0; scenario.cachesPages() && block < scenario.blocks(); block++) {
            writers.add(kernel.plain(new ObjectId("device", block), "written_by", -1));
        }
    }

    @Override
    public int bioMaxPages() {
        return device.pages();
    }

    /**
     * What bios have in common that can change places, so that nothing differs but which number and which place on the device
     * ended when: they are of one request, of one length, over blocks of one kind, and end alike. Their ends run the same code
     * over the same request; from when a bio is submitted until its end has come to the request nobody else touches it; nobody
     * asks for its {@linkplain Bio#sector sector} any more; and the device does not keep whose data it has, block by block.
     *
     * @param blocks what the file has there
     */
    private record Alike(int req, long size, boolean write, boolean fua, boolean error, Scenario.Blocks blocks) {}

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
            interrupt(bio, req, off, error);
        }
    }

    private void interrupt(Bio bio, int req, long off, boolean error) {
        String name = "irq/bio" + bio.number();
        Scenario.Blocks blocks = req < 0 || off < 0 || !writers.isEmpty() ? Scenario.Blocks.MIXED : scenario.blocks(off, bio.size());
        if (blocks == Scenario.Blocks.MIXED) {
            kernel().spawn(ContextKind.IRQ, name, () -> end(bio, req, off, error));
        } else {
            bio.alike();
            Alike alike = new Alike(req, bio.size(), bio.write(), bio.fua(), error, blocks);
            kernel().spawn(ContextKind.IRQ, name, alike, bio.id(), () -> end(bio, req, off, error));
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
