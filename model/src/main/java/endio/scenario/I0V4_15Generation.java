// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.iomap.IomapDirectIo;
import endio.iomap.V4_15;
import endio.kernel.Kernel;
import java.util.List;

/** iomap's first engine. It is listed after the last generation of the other engine, and changes nothing of it. */
public class I0V4_15Generation extends IomapGeneration {

    @Override
    public About about() {
        return new About("I0_V4_15", "v4.15", "ff6a9292e6f6", "iomap: implement direct I/O", "V5_3",
                About.Origin.GENERATION, List.of());
    }

    @Override
    public IomapDirectIo iomap(Kernel kernel) {
        return new V4_15(kernel);
    }
}
