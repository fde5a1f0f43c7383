// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.iomap.IomapDirectIo;
import endio.iomap.V4_14;
import endio.kernel.Kernel;
import endio.scenario.About;
import endio.scenario.I0V4_15Generation;
import java.util.List;

/** H7: a late v4.14 asks a dio whose reference it has dropped whether to wait for it; 4ea899ead278 ended that. */
public final class WaitAskedAfterDrop extends I0V4_15Generation {

    @Override
    public About about() {
        return new About("I0_V4_14", "v4.14", "4ea899ead278", "a dio that may be gone is asked whether to wait for it",
                "I1_V5_3", About.Origin.HISTORICAL_BUG, List.of(new About.Breaks("S12", "xfs-aio-write")));
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V4_14(kernel);
    }
}
