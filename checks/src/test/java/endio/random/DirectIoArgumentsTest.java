// SPDX-License-Identifier: GPL-2.0-or-later
package endio.random;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent;
import endio.event.Errno;
import endio.event.Event;
import endio.event.RequestEvent;
import endio.explore.Dice;
import endio.explore.Replay;
import endio.explore.Step;
import endio.scenario.Actor;
import endio.scenario.Catalogue;
import endio.scenario.Generation;
import endio.scenario.Mount;
import endio.scenario.Scenario;
import endio.vfs.IoVec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What {@code do_blockdev_direct_IO} and {@code iomap_dio_rw} say of any offset and any buffers. */
class DirectIoArgumentsTest {
    /** A logical block of the device. */
    private static final long UNIT = Scenario.BLOCK_SIZE;
    private static final List<Generation> GENERATIONS = Stream.of("V3_11", "V3_12", "V4_6", "V4_15", "V5_3")
            .map(id -> Catalogue.load().generation(id).orElseThrow()).toList();

    private static final List<Generation> IOMAP = Catalogue.load().generations().stream()
            .filter(g -> g.about().breaks().isEmpty() && g.mounts(Mount.Type.XFS) && g.id().startsWith("I")).toList();

    @Provide
    Arbitrary<Long> bytes() {
        Arbitrary<Long> blocks = Arbitraries.longs().between(0, 3).map(n -> n * UNIT);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(20, blocks),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(0, 6000)));
    }

    @Provide
    Arbitrary<List<IoVec>> buffers() {
        return Combinators.combine(bytes(), bytes()).as(IoVec::new).list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 200, seed = "9", edgeCases = EdgeCasesMode.NONE)
    void what_is_not_aligned_to_logical_blocks_is_refused_and_nothing_is_submitted(@ForAll("bytes") long offset,
            @ForAll("buffers") List<IoVec> iov, @ForAll boolean write, @ForAll boolean sync) {
        Scenario scenario = Scenario.named("random").on(Mount.Type.PLAIN).written(0, 16)
                .actor(new Actor.Request(write, sync, offset, iov, false, 0)).build();
        long all = iov.stream().mapToLong(IoVec::len).sum();
        for (Generation generation : GENERATIONS) {
            List<Event> said = said(generation, scenario);
            boolean refused = said.stream().anyMatch(e -> e instanceof RequestEvent.Return r && r.ret() == -Errno.EINVAL);
            boolean submitted = said.stream().anyMatch(BioEvent.BioSubmit.class::isInstance);
            if (all > 0) {
                // The loop over segments of v3.x looks at empty ones, too; iov_iter_alignment passes them over.
                boolean empty = generation.id().startsWith("V3");
                boolean aligned = offset % UNIT == 0 && iov.stream().filter(v -> empty || v.len() > 0)
                        .allMatch(v -> v.addr() % UNIT == 0 && v.len() % UNIT == 0);
                assertThat(refused).as("%s: %s %s", generation.id(), offset, iov).isEqualTo(!aligned);
            }
            assertThat(submitted && refused).as("%s: %s %s", generation.id(), offset, iov).isFalse();
        }
    }

    @Property(tries = 150, seed = "11", edgeCases = EdgeCasesMode.NONE)
    void iomap_refuses_what_is_not_aligned_but_for_memory_from_the_version_on_that_asks_the_device(@ForAll("bytes") long offset,
            @ForAll("buffers") List<IoVec> iov, @ForAll boolean write, @ForAll boolean sync) {
        Scenario scenario = Scenario.named("random").on(Mount.Type.XFS).written(0, 16)
                .actor(new Actor.Request(write, sync, offset, iov, false, 0)).build();
        long all = iov.stream().mapToLong(IoVec::len).sum();
        assertThat(IOMAP).hasSizeGreaterThan(4);
        for (Generation generation : IOMAP) {
            List<Event> said = said(generation, scenario);
            boolean refused = said.stream().anyMatch(e -> e instanceof RequestEvent.Return r && r.ret() == -Errno.EINVAL);
            boolean submitted = said.stream().anyMatch(BioEvent.BioSubmit.class::isInstance);
            boolean memory = generation.id().contains("V7_1") || iov.stream().filter(v -> v.len() > 0)
                    .allMatch(v -> v.addr() % UNIT == 0 && v.len() % UNIT == 0);
            if (all > 0) {
                assertThat(refused).as("%s: %s %s", generation.id(), offset, iov)
                        .isEqualTo(!memory || offset % UNIT != 0 || all % UNIT != 0);
            }
            assertThat(submitted && refused).as("%s: %s %s", generation.id(), offset, iov).isFalse();
        }
    }

    private static List<Event> said(Generation generation, Scenario scenario) {
        Dice.Ran ran = Dice.run(generation.program(scenario), List.of());
        return Replay.run(generation.program(scenario), ran.schedule()).steps().stream().map(Step::event).filter(Objects::nonNull)
                .map(Event.class::cast).toList();
    }
}
