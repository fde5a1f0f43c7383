// SPDX-License-Identifier: GPL-2.0-or-later
package samples;

import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.OwnWorld;

/**
 * Commit 372a03e01853 (v5.1), "ext4: fix data corruption caused by unaligned direct AIO": a write from the end of the file on was let
 * through, since nobody writes beyond the end; but if the file ends within a block, somebody may write the same block before it.
 */
public final class UnalignedPastTheEnd extends UnalignedTogether {
    private UnalignedPastTheEnd(Kernel kernel) {
        super(kernel);
    }

    /** {@code ext4_unaligned_aio} as it was. */
    @Override
    boolean unalignedAio(long pos, long iSize) {
        return pos < iSize;
    }

    /** As it was before. */
    public static final class Before extends OwnWorld {
        public Before() {
            super(About.own("unaligned-past-the-end", "an unaligned write past the end waits for nobody")
                    .and("H2", "unaligned-together"), UnalignedPastTheEnd::new, "unaligned-together");
        }
    }

    /** As it was mended: the end of the file's last block counts. */
    public static final class After extends OwnWorld {
        public After() {
            super(About.own("unaligned-past-the-block", "only a write past the last block waits for nobody"),
                    kernel -> new UnalignedTogether(kernel) {
                        @Override
                        boolean unalignedAio(long pos, long iSize) {
                            return pos < (iSize + 1) / 2 * 2;
                        }
                    }, "unaligned-together");
        }
    }
}
