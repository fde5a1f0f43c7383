// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a search is divided in space and time.
 *
 * @param shard which shard of the search to do, from 1
 * @param shards how many there are; 1: it is not divided
 * @param from what an earlier search of the same program, in the same shard, saved; empty: begins at the beginning
 * @param saveEvery how often to save how far the search is, besides at its end if that comes too early
 * @param save takes it: a text that a search can go on from
 */
public record Parts(int shard, int shards, String from, Duration saveEvery, Consumer<String> save) {
    /** One whole search from the beginning, not saved. */
    public static final Parts NONE = new Parts(1, 1, "", Duration.ofDays(365), text -> {});

    /** Shards of one search, at most. */
    public static final int MOST = 4096;

    public Parts {
        if (shards < 1 || shards > MOST || shard < 1 || shard > shards) {
            throw new IllegalArgumentException("shard " + shard + "/" + shards + ": from 1/1 to n/n, with n at most " + MOST);
        }
    }

    /** Does this shard alone. */
    public Parts ofShard(int index, int of) {
        return new Parts(index, of, from, saveEvery, save);
    }

    /** Goes on from what was saved. */
    public Parts from(String saved) {
        return new Parts(shard, shards, saved, saveEvery, save);
    }

    /** Saves so often. */
    public Parts saving(Duration every, Consumer<String> to) {
        return new Parts(shard, shards, from, every, to);
    }
}
