// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.GoldenLine;
import endio.conform.Observed;
import endio.conform.Suite;
import endio.iomap.V4_14;
import endio.iomap.V4_15;
import endio.iomap.V5_3;
import endio.iomap.V6_1;
import endio.iomap.V6_11;
import endio.iomap.V7_1;
import endio.iomap.V7_1Readwq;
import java.util.List;
import java.util.Set;

/** The lists of the iomap engine. */
public final class IomapSuite implements Suite {
    private static final Set<String> PROTOCOL = Set.of("bio_end", "ref", "set_error", "waiter_clear", "sleep", "wake",
            "queue_work", "work_start", "work_end", "ioend_queue", "ioend_work_start", "ioend_work_end", "end_io",
            "convert", "cow_end", "i_size", "inode_dio_get", "inode_dio_done", "generic_write_sync", "invalidate",
            "fserror", "ki_complete", "ki_complete_deferred", "caller_start", "dio_alloc", "dio_free", "wq_alloc",
            "wq_publish", "wq_destroy", "return");

    private static final Set<String> BOTH_ENGINES = Set.of("v4.15", "v5.3");

    private final List<IomapVersion> versions;

    /** Each version with the generation of the model that is meant to be equal to it. */
    public IomapSuite() {
        this(List.of(
                new IomapVersion("v4.14", V4_14::new, Set.of("wait_for_completion")),
                new IomapVersion("v4.15", V4_15::new, Set.of("ki_complete")),
                new IomapVersion("v5.3", V5_3::new),
                new IomapVersion("v6.1", V6_1::new),
                new IomapVersion("v6.11", V6_11::new),
                new IomapVersion("v7.1-readwq", V7_1Readwq::new),
                new IomapVersion("v7.1", V7_1::new)));
    }

    /** Other generations, such as one with a fault. */
    public IomapSuite(List<IomapVersion> versions) {
        this.versions = List.copyOf(versions);
    }

    /** The versions that there are. */
    public List<IomapVersion> versions() {
        return versions;
    }

    /**
     * Whatever has the inputs of this engine, or is of a kernel that has lists of this engine alone: v4.15 and v5.3 are
     * names of lists of the older engine as well.
     */
    @Override
    public boolean takes(GoldenLine line) {
        JsonNode scenario = line.scenario();
        JsonNode fs = scenario.path("fs");
        JsonNode request = scenario.path("requests").path(0);
        return fs.has("begin_errors") || fs.has("iomap_end_ret") || fs.has("invalidate_pre_ret")
                || scenario.has("fua") || scenario.has("write_cache")
                || request.has("dio_flags") || request.has("done_before") || request.has("caller_comp")
                || !BOTH_ENGINES.contains(line.kernel())
                        && versions.stream().anyMatch(version -> version.kernel().equals(line.kernel()));
    }

    @Override
    public Observed run(GoldenLine line) {
        for (IomapVersion version : versions) {
            if (version.kernel().equals(line.kernel())) {
                return new IomapRun(line, version).run();
            }
        }
        throw line.error("unknown kernel '" + line.kernel() + "'");
    }

    /** Of {@code return} only what the request returned, and of {@code invalidate} only that after the write. */
    @Override
    public boolean protocol(ObjectNode event) {
        String name = event.path("e").asText();
        return PROTOCOL.contains(name) && (!name.equals("invalidate") || event.path("when").asText().equals("post"));
    }
}
