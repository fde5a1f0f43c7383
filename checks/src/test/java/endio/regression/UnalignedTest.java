// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.Event;
import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.property.Ending;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Needs;
import endio.property.Properties;
import endio.property.Property;
import endio.scenario.About;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Generation;
import endio.scenario.Mount;
import endio.scenario.Scenario;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Unaligned writes of different or of written blocks may meet where the file system lets them: S40 says nothing. */
class UnalignedTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    /** ext4 keeps them apart for the whole file; who does not take its lock has both in flight at once. */
    @ParameterizedTest
    @CsvSource({"V3_11, false", "V4_15, false", "V5_3, false", "I2_V6_1, false", "unaligned-unawaited, true",
            "unaligned-unawaited-later, true"})
    void differentBlocksMayMeet(String generation, boolean meet) {
        Scenario apart = Scenario.named("apart").unwritten(0, 2).aioWriteSectors(0, 4).aioWriteSectors(8, 4).build();
        assertThat(meets(apart, generation)).isEqualTo(meet);
    }

    /** Unaligned overwrites share the lock on XFS since ed1128c2d0c8 (v5.12), on ext4 since v6.5. */
    @ParameterizedTest
    @CsvSource({"EXT4, V4_15, true", "EXT4, V5_3, true", "EXT4, I2_V6_1, false", "EXT4, I3_V6_11, true",
            "XFS, V3_11, false", "XFS, I1_V5_3, false", "XFS, I2_V6_1, true"})
    void overwritesMayMeet(Mount.Type type, String generation, boolean meet) {
        Scenario written = Scenario.named("written").on(type).written(0, 1).aioWriteSectors(0, 4).aioWriteSectors(4, 4)
                .build();
        assertThat(meets(written, generation)).isEqualTo(meet);
    }

    static Stream<String> beyondTheMatrix() {
        return Stream.of("ext4-unaligned-sync@*", "ext4-unaligned-written@*").flatMap(id -> CATALOGUE.find(id).stream())
                .filter(entry -> entry.generation().about().origin() == About.Origin.GENERATION).map(Entry::id);
    }

    @ParameterizedTest
    @MethodSource("beyondTheMatrix")
    void isWhatIsKnown(String id) {
        Entry entry = CATALOGUE.find(id).get(0);
        assertThat(Verdicts.of(entry).asExpected(entry)).isTrue();
    }

    /** A write that fills its block zeroes nothing, and nobody else writes there. */
    @Test
    void wholeBlocksAreNoParts() {
        Scenario whole = Scenario.named("whole").unwritten(0, 2).aioWriteSectors(0, 8).aioWriteSectors(8, 4).build();
        Exploration exploration = explore(whole, "V3_11", List.of(Properties.get("S40")));
        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.judged().getOrDefault("S40", 0L)).isZero();
    }

    /** Whether bios of both requests are in flight at once in some order; nothing may be held against it. */
    private static boolean meets(Scenario scenario, String generation) {
        Exploration exploration = explore(scenario, generation, List.of(Properties.get("S40"), new Meeting()));
        assertThat(exploration.complete()).isTrue();
        assertThat(exploration.findings()).extracting(f -> f.property()).doesNotContain("S40", "deadlock", "crash");
        return exploration.findings().stream().anyMatch(f -> f.property().equals("meeting"));
    }

    private static Exploration explore(Scenario scenario, String generation, List<Property> properties) {
        Generation by = CATALOGUE.generation(generation).orElseThrow();
        return Explorer.explore(by.program(scenario), ExploreOptions.DEFAULT.withProperties(properties));
    }

    /** Finds two requests that are not in an order: neither's bios all end before the other's first begins. */
    private record Meeting() implements Property {
        @Override
        public String id() {
            return "meeting";
        }

        @Override
        public String title() {
            return "meeting";
        }

        @Override
        public String statement() {
            return "Two requests are never in flight together.";
        }

        @Override
        public Needs needs() {
            return Needs.TOTAL_ORDER;
        }

        @Override
        public Set<Class<? extends Event>> hears() {
            return Set.of(BioSubmit.class, BioEnd.class);
        }

        @Override
        public Monitor monitor() {
            return new Monitor() {
                private final Map<Integer, Integer> reqs = new HashMap<>();
                private final Map<Integer, Set<Integer>> begins = new HashMap<>();
                private final Map<Integer, Set<Integer>> ends = new HashMap<>();

                @Override
                public void on(int at, Context where, Event event, Judge judge) {
                    if (event instanceof BioSubmit e) {
                        reqs.put(e.bio(), e.req());
                        begins.computeIfAbsent(e.req(), r -> new HashSet<>()).add(at);
                    } else if (event instanceof BioEnd e) {
                        ends.computeIfAbsent(reqs.get(e.bio()), r -> new HashSet<>()).add(at);
                    }
                }

                @Override
                public void end(Ending ending, Judge judge) {
                    if (!apart(0, 1, judge) && !apart(1, 0, judge)) {
                        judge.violated("They meet.", begins.get(1).iterator().next());
                    }
                }

                private boolean apart(int first, int second, Judge judge) {
                    return ends.get(first).stream().allMatch(
                            e -> begins.get(second).stream().allMatch(b -> judge.before(e, b)));
                }
            };
        }
    }
}
