// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import com.fasterxml.jackson.databind.JsonNode;
import endio.event.ObjectId;
import endio.fs.ext4.BlockMap;
import endio.fs.ext4.BlockState;
import endio.fs.ext4.Extent;
import endio.fs.ext4.Journal;
import endio.kernel.Kernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The block map and the transactions of a scenario, which fail where it says. */
final class ScriptedErrors {
    private final JsonNode scenario;

    ScriptedErrors(JsonNode scenario) {
        this.scenario = scenario;
    }

    private Map<Long, Integer> errors(String list, String key) {
        Map<Long, Integer> errors = new HashMap<>();
        scenario.path("fs").path(list).forEach(e -> errors.put(e.path(key).asLong(), e.path("errno").asInt()));
        return errors;
    }

    /** Starts of transactions are counted from 1. */
    Journal journal(Kernel kernel) {
        Map<Long, Integer> errors = errors("journal_errors", "call");
        return new Journal(kernel) {
            private long starts;

            @Override
            protected int startError() {
                return errors.getOrDefault(++starts, 0);
            }
        };
    }

    /** Looking up took no lock where the lists were recorded, and nothing was removed after a failed write. */
    BlockMap blocks(Kernel kernel, ObjectId inode) {
        Map<Long, Integer> mapErrors = errors("get_block_errors", "lblk");
        Map<Long, Integer> convertErrors = errors("convert_errors", "call");
        int most = scenario.path("fs").path("get_block_max").asInt(Integer.MAX_VALUE);
        return new BlockMap(kernel, inode, extents()) {
            @Override
            protected boolean lookupLocks() {
                return false;
            }

            @Override
            protected int maxBlocks() {
                return most;
            }

            @Override
            protected int mapError(long lblk) {
                return mapErrors.getOrDefault(lblk, 0);
            }

            @Override
            protected int convertError(int call) {
                return convertErrors.getOrDefault((long) call, 0);
            }

            @Override
            protected boolean removesFailedWrites() {
                return false;
            }
        };
    }

    private List<Extent> extents() {
        List<Extent> extents = new ArrayList<>();
        for (JsonNode extent : scenario.path("extents")) {
            String state = extent.path("state").asText("mapped");
            if (!state.equals("hole")) {
                extents.add(new Extent(extent.path("lblk").asLong(), extent.path("len").asLong(1),
                        extent.path("pblk").asLong(),
                        state.equals("unwritten") ? BlockState.UNWRITTEN : BlockState.WRITTEN));
            }
        }
        return extents;
    }
}
