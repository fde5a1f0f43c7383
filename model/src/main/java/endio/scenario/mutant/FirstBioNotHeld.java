// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.blkdev.BlkdevDio;
import endio.blkdev.BlkdevDirectIo;
import endio.blkdev.V4_20;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.V5_3Generation;
import java.util.Optional;

/**
 * Nobody holds the first of several bios, as if it were the only one, so the dio in front of it goes when that one
 * ends.
 */
public final class FirstBioNotHeld extends V5_3Generation {

    @Override
    public About about() {
        return super.about().mutant("first-bio-not-held", "the first of several bios is not held", "S12",
                "blkdev-two-bios");
    }

    @Override
    public Optional<BlkdevDirectIo> blkdev(Kernel kernel) {
        return Optional.of(new V4_20(kernel) {
            @Override
            protected void holdFirst(BlkdevDio dio) {
                // As for an only bio.
            }
        });
    }
}
