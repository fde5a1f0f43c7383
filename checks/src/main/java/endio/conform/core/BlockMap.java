// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.JsonNode;
import endio.conform.GoldenLine;
import endio.conform.core.Block.State;
import endio.event.FileSystemEvent.BlockRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The block map of the scripted file. */
final class BlockMap {
    private static final long FIRST_ALLOCATED = 5000;

    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private final Set<Long> failing;
    private long nextAllocated = FIRST_ALLOCATED;

    /**
     * @param line whose scenario has the extents
     * @param failing blocks whose mapping fails; no answer reaches over them
     */
    BlockMap(GoldenLine line, Set<Long> failing) {
        this.failing = new HashSet<>(failing);
        for (JsonNode extent : line.scenario().path("extents")) {
            long lblk = extent.path("lblk").asLong();
            long len = extent.path("len").asLong(1);
            long pblk = extent.path("pblk").asLong(-1);
            State state = line.constant(State.class, extent.path("state").asText("mapped"));
            for (long i = 0; i < len; i++) {
                boolean boundary = extent.path("boundary").asBoolean(false) && i == len - 1;
                blocks.put(lblk + i, new Block(state, pblk < 0 ? -1 : pblk + i, extent.path("new").asBoolean(false),
                        boundary));
            }
        }
    }

    /** The block at {@code lblk}. */
    Block at(long lblk) {
        return blocks.getOrDefault(lblk, Block.NONE);
    }

    /** Allocates a block for a hole. */
    void allocate(long lblk) {
        blocks.put(lblk, new Block(State.MAPPED, nextAllocated++, false, at(lblk).boundary()));
    }

    /** How many blocks from {@code lblk} on are answered together, at most {@code most}. */
    long run(long lblk, long most, boolean create) {
        Block first = at(lblk);
        boolean mapped = first.state() == State.MAPPED || first.state() == State.UNWRITTEN && create;
        long len = 1;
        while (len < most) {
            Block previous = at(lblk + len - 1);
            Block next = at(lblk + len);
            if (next.state() != first.state() || next.fresh() != first.fresh() || failing.contains(lblk + len)
                    || previous.boundary() || mapped && next.pblk() != previous.pblk() + 1) {
                return len;
            }
            len++;
        }
        return len;
    }

    /** Converts what is unwritten between two blocks, inclusive; returns the runs. */
    List<BlockRun> convert(long first, long last) {
        List<BlockRun> runs = new ArrayList<>();
        long begun = -1;
        for (long lblk = first; lblk <= last + 1; lblk++) {
            Block block = at(lblk);
            if (lblk <= last && block.state() == State.UNWRITTEN) {
                begun = begun < 0 ? lblk : begun;
                blocks.put(lblk, new Block(State.MAPPED, block.pblk(), false, block.boundary()));
            } else if (begun >= 0) {
                runs.add(new BlockRun(begun, lblk - begun));
                begun = -1;
            }
        }
        return runs;
    }

    /** The block of the file that lies at {@code pblk}, or -1. */
    long fileBlock(long pblk) {
        for (Map.Entry<Long, Block> entry : blocks.entrySet()) {
            if (entry.getValue().pblk() == pblk) {
                return entry.getKey();
            }
        }
        return -1;
    }
}
