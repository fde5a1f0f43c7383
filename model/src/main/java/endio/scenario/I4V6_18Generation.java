// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.iomap.IomapDirectIo;
import endio.iomap.V6_18;
import endio.kernel.Kernel;
import java.util.List;

/** The end of a request is a function of its own; a file system may make ioends of its bios. */
public class I4V6_18Generation extends I3V6_11Generation {

    @Override
    public About about() {
        return new About("I4_V6_18", "v6.18", "001397f5ef49", "iomap: iomap_dio_done and ioends of direct writes",
                "I3_V6_11", About.Origin.GENERATION, List.of());
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V6_18(kernel);
    }
}
