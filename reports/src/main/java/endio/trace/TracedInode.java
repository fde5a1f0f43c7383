// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An inode of a recording. */
final class TracedInode {
    final int number;
    final long address;
    /** Its number on disk, 0 if no event has told it. */
    final long ino;
    @Nullable TracedSuper sb;
    /** Requests of it that are not over. */
    final Set<Traced> requests = new LinkedHashSet<>();
    /** A removal of its blocks that has begun, and not ended. */
    @Nullable Told removal;
    /** Whether an event will tell the end of that removal. */
    boolean removalHasEnd;
    int removingPid;

    TracedInode(int number, long address, long ino) {
        this.number = number;
        this.address = address;
        this.ino = ino;
    }
}
