// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A group of updates of one cell that commute with each other: what the cell holds after some of them. */
final class Updates {
    /** Of more updates than this, not all parts are tried. */
    private static final int MOST = 20;

    private final Path path;

    Updates(Path path) {
        this.path = path;
    }

    /** The value before {@code member} if nothing is done that only it allows. */
    long valueBefore(int member) {
        if (path.kind[member] <= Path.WRITE) {
            return path.before[member];
        }
        int last = member;
        for (int k = member + 1; k < path.length(); k++) {
            if (path.cell[k] == path.cell[member] && path.kind[k] == path.kind[member]
                    && path.previousGroup[k] == path.previousGroup[member]) {
                last = k;
            }
        }
        return valueWithout(last, IntStream.rangeClosed(member, last).filter(k -> path.happensBefore(member, k)).toArray());
    }

    /**
     * What can be taken out of the group that ends with {@code last} so that a waiting access gets through: as little as will do,
     * in every way, the latest update first. An access that comes after only a part of the group is not found by taking out one
     * update after another, since with the first alone it may not be ready.
     */
    List<int[]> waysThrough(int last, Access waiting) {
        int[] free = members(last).filter(m -> !waiting.mustFollow(m)).toArray();
        if (free.length > MOST) {
            throw new IllegalStateException("a wait for more than " + MOST + " commuting updates: explore without commuting");
        }
        List<Integer> ways = new ArrayList<>();
        for (int size = 1; size <= free.length; size++) {
            for (int set = 1; set < 1 << free.length; set++) {
                int candidate = set;
                if (Integer.bitCount(set) == size && ways.stream().noneMatch(way -> (way & candidate) == way)
                        && closed(free, set) && waiting.ready(valueWithout(last, select(free, set)))) {
                    ways.add(set);
                }
            }
        }
        return ways.stream().map(set -> select(free, set)).toList();
    }

    /** Whether nothing that stays comes after what is taken out. */
    private boolean closed(int[] members, int set) {
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j < i; j++) {
                if ((set >> i & 1) == 1 && (set >> j & 1) == 0 && path.happensBefore(members[i], members[j])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int[] select(int[] members, int set) {
        return IntStream.range(0, members.length).filter(i -> (set >> i & 1) == 1).map(i -> members[i]).toArray();
    }

    /** Members of a group, the last first. */
    private IntStream members(int last) {
        return IntStream.iterate(last, m -> m >= 0, path::previousInGroup);
    }

    private long valueWithout(int last, int[] without) {
        int[] members = members(last).toArray();
        long value = path.before[members[members.length - 1]];
        for (int i = members.length - 1; i >= 0; i--) {
            int m = members[i];
            if (Arrays.stream(without).noneMatch(w -> w == m)) {
                value = path.op[m].next(value, path.operand[m], 0);
            }
        }
        return value;
    }
}
