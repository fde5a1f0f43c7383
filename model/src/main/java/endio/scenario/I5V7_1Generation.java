// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.iomap.IomapDirectIo;
import endio.iomap.V7_1;
import endio.kernel.Kernel;
import java.util.List;

/** Pure overwrites are completed in the interrupt, errors never are. */
public class I5V7_1Generation extends I4V6_18Generation {

    @Override
    public About about() {
        return new About("I5_V7_1", "v7.1", "7fd8720dff2d", "iomap: allocate s_dio_done_wq for async reads as well",
                "I4_V6_18", About.Origin.GENERATION, List.of());
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V7_1(kernel);
    }
}
