// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.property.Property;
import endio.record.Plain;
import endio.record.Records;
import endio.scenario.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands beside the record of a shard, so that it can be put together with the others.
 *
 * @param shard which, from 1
 * @param of how many there are
 * @param what hash of what was to be explored by all of them together
 * @param outcomes by scenario, how many executions ended with each
 * @param ranks by scenario and property, the place of the trace that shows it
 */
record ShardFile(int shard, int of, String what, Map<String, Map<String, Long>> outcomes,
        Map<String, Map<String, List<Long>>> ranks) {
    static final String NAME = "shard.json";

    static ShardFile of(Common.Shard shard, List<Entry> entries, List<Property> properties, List<Explorations.Result> results) {
        StringBuilder what = new StringBuilder();
        entries.forEach(e -> what.append(e.id()).append('=').append(e.modelHash()).append('\n'));
        properties.forEach(p -> what.append(p.id()).append('\n'));
        Map<String, Map<String, Long>> outcomes = new TreeMap<>();
        Map<String, Map<String, List<Long>>> ranks = new TreeMap<>();
        for (Explorations.Result result : results) {
            outcomes.put(result.explored().id(), result.piece().outcomes());
            ranks.put(result.explored().id(), result.piece().numbers());
        }
        return new ShardFile(shard.index(), shard.of(), hash(what.toString()), outcomes, ranks);
    }

    private static String hash(String text) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x-%d", crc.getValue(), text.length());
    }

    String text() {
        return Records.write(List.of(this));
    }

    /** @throws Refusal if the folder is of no shard */
    static ShardFile read(Path folder) {
        try {
            List<ShardFile> one = Records.list(Files.readString(folder.resolve(NAME), StandardCharsets.UTF_8), ShardFile.class);
            if (one.size() == 1) {
                return one.get(0);
            }
            throw new IOException("not one shard");
        } catch (IOException e) {
            throw new Refusal(folder + ": no results of a shard (" + Plain.words(e) + "); 'endio run --shard 1/3' makes some");
        }
    }

    Piece piece(String id) {
        return Piece.of(outcomes.getOrDefault(id, Map.of()), ranks.getOrDefault(id, Map.of()));
    }
}
