// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.GoldenLine;
import endio.conform.Observed;
import endio.conform.Suite;
import endio.conform.core.Version.Surroundings;
import endio.directio.V3_11;
import endio.directio.V3_12;
import endio.directio.V3_12Osync;
import endio.directio.V4_15;
import endio.directio.V4_6;
import endio.directio.V5_3;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The lists of the direct-I/O core. */
public final class CoreSuite implements Suite {
    private static final Set<String> PROTOCOL = Set.of("bio_end", "ref", "bio_list_push", "bio_list_pop",
            "waiter_set", "waiter_clear", "sleep", "wake", "queue_work", "work_start", "work_end", "end_io", "convert",
            "inode_dio_get", "inode_dio_done", "generic_write_sync", "invalidate", "aio_complete", "dio_alloc",
            "dio_free", "wq_alloc", "wq_publish", "wq_destroy", "return");

    private final List<Version> versions;

    /** Each version with the generation of the model that is meant to be equal to it. */
    public CoreSuite() {
        this(List.of(
                new Version("pre-7b7a8665", V3_11::new, Surroundings.COMPLETES),
                new Version("7b7a8665", V3_12::new, Surroundings.IS_TOLD),
                new Version("02afc27f", V3_12Osync::new, Surroundings.IS_TOLD),
                new Version("187372a3", V4_6::new, Surroundings.ANSWERS),
                new Version("v4.15", V4_15::new, Surroundings.ANSWERS),
                new Version("v5.3", V5_3::new, Surroundings.ANSWERS)));
    }

    /** Other generations, such as one with a fault. */
    public CoreSuite(List<Version> versions) {
        this.versions = List.copyOf(versions);
    }

    /** The versions that there are. */
    public List<Version> versions() {
        return versions;
    }

    @Override
    public boolean takes(GoldenLine line) {
        JsonNode scenario = line.scenario();
        return scenario.has("requests") && !scenario.has("dioread_nolock") && !scenario.has("writebacks")
                && !scenario.has("fua") && !scenario.has("write_cache");
    }

    @Override
    public Observed run(GoldenLine line) {
        for (Version version : versions) {
            if (version.kernel().equals(line.kernel())) {
                return new CoreRun(line, version).run();
            }
        }
        throw line.error("unknown kernel '" + line.kernel() + "'; known are "
                + versions.stream().map(Version::kernel).collect(Collectors.joining(", ")));
    }

    @Override
    public boolean protocol(ObjectNode event) {
        return PROTOCOL.contains(event.path("e").asText());
    }
}
