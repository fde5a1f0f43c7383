// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.Context;
import java.util.ArrayList;
import java.util.List;

/** A call of {@code inode_dio_wait}, with what happened to the count of its inode meanwhile. */
final class TracedWait {
    final TracedInode inode;
    final Context where;
    final List<Told> told = new ArrayList<>();
    boolean over;

    TracedWait(TracedInode inode, Context where) {
        this.inode = inode;
        this.where = where;
    }
}
