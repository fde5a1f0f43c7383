// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.directio.V4_15;
import endio.kernel.Kernel;
import java.util.List;

/**
 * 332391a9935d and what followed it: a write over cached pages completes in process context, where they are dropped.
 * ext4 as in v4.6.
 */
public class V4_15Generation extends V4_6Generation {

    @Override
    public About about() {
        return new About("V4_15", "v4.15", "332391a9935d",
                "fs: Fix page cache inconsistency when mixing buffered and AIO DIO", "V4_6", About.Origin.GENERATION,
                List.of());
    }

    @Override
    public DirectIo directIo(Kernel kernel) {
        return new V4_15(kernel);
    }
}
