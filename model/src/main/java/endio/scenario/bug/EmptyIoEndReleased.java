// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import endio.kernel.Flags;
import endio.kernel.Plain;
import endio.machine.Machine;

/**
 * S08: the assertion is wrong and not what it guards. An io_end that was flagged when its blocks were mapped, and to
 * which
 * no page was added, has nothing to convert; releasing it is no bug.
 */
class EmptyIoEndReleased extends Shape {
    static final Bug BUG = Bug.read("S08", "ext4: fix BUG_ON in fs/ext4/page_io.c:ext4_release_io_end()", "")
            .in("ext4_release_io_end, fs/ext4/page-io.c").actors("writeback that gets no memory for its pages")
            .shape("crash", m -> new EmptyIoEndReleased(m) {
                @Override
                void releaseIoEnd() {
                    kernel.bugOn(flag.testPlain(UNWRITTEN), "BUG: unwritten io_end in ext4_release_io_end");
                }
            }, EmptyIoEndReleased::new);

    static final long UNWRITTEN = 1;
    final Flags flag = flags(kernel.machine().number("ext4_io_end"), "flag");
    final Plain size = plain(kernel.machine().number("ext4_io_end"), "size", 0);

    EmptyIoEndReleased(Machine machine) {
        super(machine);
    }

    @Override
    void boot() {
        task("writeback0", () -> {
            flag.setPlain(UNWRITTEN);
            if (kernel.machine().choose("no memory to submit the page", 2) == 0) {
                size.store(4096);
            }
            putIoEndDefer();
        });
    }

    /** {@code ext4_put_io_end_defer}, for the last reference. */
    private void putIoEndDefer() {
        if (size.load() != 0) {
            flag.clearPlain(UNWRITTEN);
        }
        releaseIoEnd();
    }

    /** {@code ext4_release_io_end}: only what covers blocks must have been converted. */
    void releaseIoEnd() {
        kernel.bugOn(flag.testPlain(UNWRITTEN) && size.load() != 0, "BUG: unwritten io_end in ext4_release_io_end");
    }
}
