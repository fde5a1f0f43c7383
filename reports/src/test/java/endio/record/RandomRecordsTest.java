// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Records are read as they were written, whatever is in them; half of one is refused, and so is one of another kind.
 */
class RandomRecordsTest {
    /** A kind of record, and how its file is read. */
    private record Kind(Class<? extends Record> type, String schema, Reader reader) {}

    private interface Reader {
        Record read(Path file) throws UnreadableRecord;
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(RunRecord.class, RunRecord.SCHEMA, Records::readRun),
            new Kind(FindingRecord.class, FindingRecord.SCHEMA, Records::readFinding),
            new Kind(StressRecord.class, StressRecord.SCHEMA, Records::readStress),
            new Kind(OrdersRecord.class, OrdersRecord.SCHEMA, Records::readOrders),
            new Kind(BenchRecord.class, BenchRecord.SCHEMA, Records::readBench),
            new Kind(StrategyRecord.class, StrategyRecord.SCHEMA, Records::readStrategies),
            new Kind(BugsRecord.class, BugsRecord.SCHEMA, Records::readBugs));

    @Provide
    Arbitrary<Kind> kinds() {
        return Arbitraries.of(KINDS);
    }

    @Property(tries = 700, seed = "5")
    void a_record_is_read_as_it_was_written(@ForAll("kinds") Kind kind, @ForAll long seed) throws IOException, UnreadableRecord {
        Record record = new AnyRecord(seed).of(kind.type(), kind.schema());
        Path file = Files.createTempFile("record", ".json");
        try {
            String text = Records.write(record);
            Files.writeString(file, text);
            Record read = kind.reader().read(file);
            assertThat(read).isEqualTo(record);
            assertThat(Records.write(read)).as("the same bytes").isEqualTo(text);
            for (Kind other : KINDS) {
                assertThat(refuses(other.reader(), file)).as("%s as %s", kind, other).isEqualTo(other != kind);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 200, seed = "6")
    void half_of_a_record_is_refused(@ForAll("kinds") Kind kind, @ForAll long seed) throws IOException {
        byte[] whole = Records.write(new AnyRecord(seed).of(kind.type(), kind.schema())).strip().getBytes(StandardCharsets.UTF_8);
        Path file = Files.createTempFile("record", ".json");
        try {
            for (int length : List.of(0, 1, whole.length / 2, whole.length - 1)) {
                Files.write(file, java.util.Arrays.copyOf(whole, length));
                assertThat(refuses(kind.reader(), file)).as("%s bytes of %s", length, whole.length).isTrue();
            }
        } finally {
            Files.delete(file);
        }
    }

    private static boolean refuses(Reader reader, Path file) {
        try {
            reader.read(file);
            return false;
        } catch (UnreadableRecord refused) {
            return true;
        }
    }

    @Example
    void every_kind_of_record_that_is_read_is_tried() {
        List<Class<?>> read = new ArrayList<>();
        for (var method : Records.class.getDeclaredMethods()) {
            if (method.getName().startsWith("read") && method.getReturnType().isRecord()) {
                read.add(method.getReturnType());
            }
        }
        assertThat(KINDS.stream().<Class<?>>map(Kind::type)).containsExactlyInAnyOrderElementsOf(read);
    }
}
