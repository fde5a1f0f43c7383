// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.ext4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.GoldenLine;
import endio.conform.Observed;
import endio.conform.Suite;
import endio.conform.ext4.Ext4Version.Told;
import endio.directio.V3_11;
import endio.directio.V3_12;
import endio.directio.V5_3;
import endio.fs.ext4.Ext4V3_11;
import endio.fs.ext4.Ext4V3_12;
import endio.fs.ext4.Ext4V5_3;
import java.util.List;
import java.util.Set;

/** The lists of ext4. */
public final class Ext4Suite implements Suite {
    private static final Set<String> PROTOCOL = Set.of("bio_end", "ref", "queue_work", "work_start", "work_end", "end_io",
            "io_end_alloc", "io_end_set", "io_end_get", "io_end_put", "io_end_free", "i_ioend_count", "i_unwritten",
            "set_unwritten", "set_defer", "dio_unwritten_bit", "aio_set", "list_add", "list_splice", "list_del", "convert",
            "inode_dio_get", "inode_dio_done", "aio_complete", "dio_alloc", "dio_free", "dio_return", "return", "inode_lock",
            "inode_lock_wait", "inode_unlock", "data_sem", "lock_wait");

    private final List<Ext4Version> versions;

    /** Each version with the generation of the model that is meant to be equal to it. */
    public Ext4Suite() {
        this(List.of(
                new Ext4Version("pre-7b7a8665", V3_11::new, Ext4V3_11::new, Told.RESULT),
                new Ext4Version("7b7a8665", V3_12::new, Ext4V3_12::new, Told.RANGE),
                new Ext4Version("v5.3", V5_3::new, Ext4V5_3::new, Told.IO_END)));
    }

    /** Other generations, such as one with a fault. */
    public Ext4Suite(List<Ext4Version> versions) {
        this.versions = List.copyOf(versions);
    }

    /** The versions that there are. */
    public List<Ext4Version> versions() {
        return versions;
    }

    @Override
    public boolean takes(GoldenLine line) {
        JsonNode scenario = line.scenario();
        return (scenario.has("writebacks") || scenario.has("dioread_nolock"))
                && versions.stream().anyMatch(version -> version.kernel().equals(line.kernel()));
    }

    @Override
    public Observed run(GoldenLine line) {
        for (Ext4Version version : versions) {
            if (version.kernel().equals(line.kernel())) {
                return new Ext4Run(line, version).run();
            }
        }
        throw line.error("unknown kernel '" + line.kernel() + "'");
    }

    @Override
    public boolean protocol(ObjectNode event) {
        return PROTOCOL.contains(event.path("e").asText());
    }
}
