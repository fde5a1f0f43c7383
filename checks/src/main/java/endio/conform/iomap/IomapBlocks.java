// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.JsonNode;
import endio.iomap.Iomap.Flag;
import endio.iomap.Iomap.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The block map of the scripted file. */
final class IomapBlocks {
    private static final long FIRST_ALLOCATED = 100_000;

    /**
     * A block.
     *
     * @param pblk on the device, -1 none
     */
    record Block(Type type, long pblk, Set<Flag> flags) {
        static final Block NONE = new Block(Type.HOLE, -1, Set.of());

        /** Whether {@code next} can be answered together with this block, which comes before it. */
        boolean goesOn(Block next) {
            return type == next.type && flags.equals(next.flags) && (pblk < 0 ? next.pblk < 0 : next.pblk == pblk + 1);
        }
    }

    private final Map<Long, Block> blocks = new HashMap<>();
    private long nextAllocated = FIRST_ALLOCATED;

    IomapBlocks(JsonNode extents) {
        for (JsonNode extent : extents) {
            long lblk = extent.path("lblk").asLong();
            long pblk = extent.path("pblk").asLong(-1);
            Type type = Type.valueOf(extent.path("state").asText("mapped").toUpperCase(Locale.ROOT));
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            extent.path("flags").forEach(flag -> flags.add(Flag.valueOf(flag.asText().toUpperCase(Locale.ROOT))));
            for (long i = 0; i < extent.path("len").asLong(1); i++) {
                blocks.put(lblk + i, new Block(type, pblk < 0 ? -1 : pblk + i, Set.copyOf(flags)));
            }
        }
    }

    /** The block at {@code lblk}. */
    Block at(long lblk) {
        return blocks.getOrDefault(lblk, Block.NONE);
    }

    /** How many blocks from {@code lblk} on are answered together, at most {@code most}. */
    long run(long lblk, long most) {
        long len = 1;
        while (len < most && at(lblk + len - 1).goesOn(at(lblk + len))) {
            len++;
        }
        return len;
    }

    /** Allocates {@code len} blocks of a hole. */
    void allocate(long lblk, long len, Type type) {
        for (long i = 0; i < len; i++) {
            blocks.put(lblk + i, new Block(type, nextAllocated++, type == Type.MAPPED ? Set.of(Flag.NEW) : Set.of()));
        }
    }

    /**
     * Converts what is unwritten between two blocks, inclusive; returns the runs as pairs of first block and length.
     */
    List<long[]> convert(long first, long last) {
        List<long[]> runs = new ArrayList<>();
        for (long lblk = first; lblk <= last; lblk++) {
            Block block = at(lblk);
            if (block.type() != Type.UNWRITTEN) {
                continue;
            }
            long[] open = runs.isEmpty() ? new long[] {-1, 0} : runs.get(runs.size() - 1);
            if (open[1] > 0 && open[0] + open[1] == lblk) {
                open[1]++;
            } else {
                runs.add(new long[] {lblk, 1});
            }
            blocks.put(lblk, new Block(Type.MAPPED, block.pblk(), block.flags()));
        }
        return runs;
    }
}
