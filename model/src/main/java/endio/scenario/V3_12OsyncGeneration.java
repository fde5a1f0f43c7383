// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.directio.V3_12Osync;
import endio.kernel.Kernel;
import java.util.List;

/** 02afc27faec9: an asynchronous O_(D)SYNC write is flushed before it completes. */
public class V3_12OsyncGeneration extends V3_12Generation {

    @Override
    public About about() {
        return new About("V3_12Osync", "v3.12", "02afc27faec9", "direct-io: Handle O_(D)SYNC AIO",
                "V3_12", About.Origin.GENERATION, List.of());
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V3_12Osync(kernel);
    }
}
