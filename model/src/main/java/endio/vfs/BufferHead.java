// SPDX-License-Identifier: GPL-2.0-or-later
package endio.vfs;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code struct buffer_head} that a mapping call answers in: {@code map_bh} on the submitter's stack. Nobody else ever
 * sees it, so its fields are not cells.
 */
public final class BufferHead {

    /** Bits of {@code b_state}. */
    public enum State { MAPPED, NEW, UNWRITTEN, BOUNDARY, DEFER_COMPLETION }

    private final EnumSet<State> bState = EnumSet.noneOf(State.class);
    /** {@code b_blocknr}: first block on the device. */
    public long bBlocknr = -1;
    /** {@code b_size} in bytes: wanted before the call, mapped after it. */
    public long bSize;
    /** {@code b_private}: the file system's; the core does not clear it between calls. */
    public @Nullable Object bPrivate;

    /** {@code buffer_mapped} and its kin. */
    public boolean test(State state) {
        return bState.contains(state);
    }

    /** {@code set_buffer_defer_completion} and its kin. */
    public void set(State state) {
        bState.add(state);
    }

    /** {@code clear_buffer_mapped} and its kin. */
    public void clear(State state) {
        bState.remove(state);
    }

    /** {@code b_state = 0}. */
    public void clearState() {
        bState.clear();
    }

    /** All bits that are set. */
    public Set<State> state() {
        return Set.copyOf(bState);
    }
}
