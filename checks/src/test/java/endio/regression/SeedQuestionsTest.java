// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Exploration;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.explore.Finding;
import endio.property.Census;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the seed commit left open, as far as a search can answer it. */
class SeedQuestionsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    static Stream<String> variants() {
        return CATALOGUE.variants().stream().map(Entry::id);
    }

    /** Each variant does what is known of it and nothing else; those that are stuck somewhere are stuck there alone. */
    @ParameterizedTest
    @MethodSource("variants")
    void aVariantIsWhatIsKnown(String id) {
        Entry entry = CATALOGUE.find(id).get(0);
        Verdicts verdicts = Verdicts.of(entry);
        assertThat(verdicts.violated()).isEqualTo(Verdicts.expected(entry));
        assertThat(verdicts.asExpected(entry)).isTrue();
    }

    /** One queue for all is stuck when its slots are full of completions that wait for others; one for each never is. */
    @ParameterizedTest
    @CsvSource({"loop-one@queue-all-1, true", "loop-one@queue-all-2, false", "loop-deep@queue-all-2, true",
            "loop-deep@queue-all, false", "loop-one@queue-all-rescuer, true", "loop-deep@queue-each-1, false",
            "loop-deep@queue-each-rescuer, false", "loop-room@queue-all-1, false", "loop-room@queue-each-nobody, true"})
    void aQueueForAllIsStuckWhenItsSlotsAreFullOfWaiters(String id, boolean stuck) {
        assertThat(violated(id).contains(Finding.DEADLOCK)).isEqualTo(stuck);
    }

    /** Whether works are bound shows in where and how many at once, and in nothing that is judged. */
    @ParameterizedTest
    @CsvSource({"queue-bound-awake, 1, 0", "queue-bound-here, 2, 0", "queue-bound, 2, 0", "queue-unbound, 2, 2"})
    void aBoundQueueRunsItsWorksWhereTheyWereQueued(String variant, long atOnce, long elsewhere) {
        Census census = new Census();
        Exploration exploration = Explorer.explore(CATALOGUE.find("defer-two@" + variant).get(0).program(),
                ExploreOptions.DEFAULT.withProperties(List.of(census)));
        assertThat(exploration.complete()).isTrue();
        assertThat(census.counts().get(new Census.Key("queue dio", "works at once")).most()).isEqualTo(atOnce);
        assertThat(census.counts().get(new Census.Key("queues", "works elsewhere")).most()).isEqualTo(elsewhere);
    }

    /** As many objects as in its parent, and one less with an io_end for those alone that need it. */
    @ParameterizedTest
    @CsvSource({"V3_11, 2", "V3_12, 2", "V4_6, 1"})
    void anAsynchronousOverwriteOfExt4Takes(String generation, long objects) {
        Census census = new Census();
        Explorer.explore(CATALOGUE.find("ext4-aio-written@" + generation).get(0).program(),
                ExploreOptions.DEFAULT.withProperties(List.of(census)));
        assertThat(census.counts().get(new Census.Key("asynchronous write over written blocks", "allocated")))
                .isEqualTo(new Census.Range(objects, objects));
    }

    /** "We save a memory allocation for each direct IO": XFS still makes an ioend, for a synchronous write as well. */
    @ParameterizedTest
    @ValueSource(strings = {"V3_11", "V3_12"})
    void noAllocationIsSavedOnXfs(String generation) {
        assertThat(violated("xfs-sync-write@" + generation)).containsExactly("Q1");
    }

    /** The flag of the buffer head loses no deferral (S20); the pointer in the inode loses conversions (S49), until v4.6. */
    @Test
    void theFlagIsKeptAndThePointerIsNot() {
        assertThat(violated("ext4-overwrite-beside@V3_12")).contains("S49").doesNotContain("S20");
        assertThat(violated("ext4-overwrite-beside@V4_6")).isEmpty();
        assertThat(violated("xfs-aio-unwritten-inline@V3_12")).isEmpty();
        assertThat(Verdicts.of(CATALOGUE.find("xfs-aio-unwritten-inline@V3_12").get(0)).judged("S20")).isPositive();
    }

    private static SortedSet<String> violated(String id) {
        Verdicts verdicts = Verdicts.of(CATALOGUE.find(id).get(0));
        assertThat(verdicts.exploration().complete()).isTrue();
        return verdicts.violated();
    }
}
