// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.DioEvent;
import endio.event.Event;
import endio.explore.ExploreOptions;
import endio.explore.Explorer;
import endio.property.Monitor;
import endio.property.Needs;
import endio.property.Property;
import endio.scenario.Catalogue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hazards K1 to K6 of 7b7a8665edd8 and of its parent, each where it is and nowhere else. */
class HazardsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void k1TheSubmitterConvertsAfterTheCompletionInTheSeedCommit() {
        assertThat(of("ext4-aio-unwritten@V3_12").violated()).containsExactly("S1");
    }

    @Test
    void k1IsNotInItsParentWhereTheLastReferenceCompletes() {
        Verdicts parent = of("ext4-aio-unwritten@V3_11");
        assertThat(parent.exploration().complete()).isTrue();
        assertThat(parent.violated()).isEmpty();
        assertThat(parent.judged("S1")).isEqualTo(parent.exploration().executions());
    }

    @Test
    void k1DoesNotReachATruncate() {
        assertThat(of("ext4-aio-truncate@V3_12").violated()).containsExactly("S1");
        assertThat(of("ext4-aio-truncate@V3_12").judged("S29")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"V3_11", "V3_12"})
    void k2AFailedAsynchronousWriteIsConverted(String generation) {
        assertThat(of("ext4-aio-error@" + generation).violated()).contains("S23", "S24");
        assertThat(of("ext4-sync-error@" + generation).violated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"V3_11", "V3_12"})
    void k3AnOverwriteTakesThePointerAwayFromALockedWrite(String generation) {
        assertThat(of("ext4-overwrite-beside@" + generation).violated()).containsExactly("S1", "S49");
        assertThat(of("ext4-overwrite@" + generation).violated()).isEmpty();
    }

    @Test
    void k4AReaderLooksAtAForeignIoEndInTheSeedCommitAlone() {
        assertThat(of("ext4-read-buffered@V3_12").violated()).contains("S13");
        assertThat(of("ext4-read-buffered@V3_11").violated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"V3_11", "V3_12"})
    void k5TheErrorOfAnAsynchronousConversionIsLost(String generation) {
        assertThat(of("ext4-aio-convert-error@" + generation).violated()).contains("S22");
        assertThat(of("ext4-sync-convert-error@" + generation).violated()).isEmpty();
    }

    @Test
    void k6WritebackMakesADirectWriteConvertInAnInterruptInTheSeedCommit() {
        assertThat(of("ext4-writeback-beside@V3_12").violated()).contains("S2", "S3", "S49");
    }

    @Test
    void k6LeaksACounterInTheParent() {
        Verdicts parent = of("ext4-writeback-beside-error@V3_11");
        assertThat(parent.violated()).contains("S39", "S49").doesNotContain("S2", "S3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4-aio-unwritten", "ext4-aio-error", "ext4-overwrite-beside", "ext4-read-buffered",
            "ext4-writeback-beside"})
    void oneOwnerForAnIoEndEndsAllButK5(String scenario) {
        Verdicts fixed = of(scenario + "@V4_6");
        assertThat(fixed.exploration().complete()).isTrue();
        assertThat(fixed.violated()).isEmpty();
    }

    /** XFS hands the error of a conversion to the completion until v3.11, but for the submitter who comes last. */
    @ParameterizedTest
    @ValueSource(strings = {"V3_11", "V3_12"})
    void k5OnXfs(String generation) {
        assertThat(of("xfs-aio-convert-error@" + generation).violated()).containsExactly("S1", "S22", "S49");
        assertThat(of("xfs-aio-unwritten@" + generation).violated()).isEmpty();
        assertThat(of("xfs-aio-unwritten-error@" + generation).violated()).containsExactly("S23", "S24");
    }

    /** H3; the commit after the seed ends it, but where the submitter converts after the flush (K1). */
    @Test
    void h3AnAsynchronousWriteIsFlushedBeforeItsDataIsThere() {
        assertThat(of("dsync-aio@V3_11").violated()).containsExactly("S26");
        assertThat(of("dsync-aio@V3_12").violated()).containsExactly("S26");
        assertThat(of("dsync-aio@V3_12Osync").violated()).isEmpty();
        assertThat(of("dsync-aio@V3_12Osync").judged("S26")).isPositive();
        assertThat(of("dsync-ext4@V3_12Osync").violated()).containsExactly("S1", "S26");
        assertThat(of("dsync-ext4@V4_6").violated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"V3_11", "V3_12"})
    void endIoIsNeverCalledIfNothingWasSubmitted(String generation) {
        assertThat(calls("ext4-aio-nothing@" + generation)).isZero();
        assertThat(calls("ext4-aio-written@" + generation)).isPositive();
    }

    @Test
    void endIoIsAlwaysCalledFromV46On() {
        assertThat(calls("ext4-aio-nothing@V4_6")).isPositive();
    }

    private static Verdicts of(String id) {
        return Verdicts.of(CATALOGUE.find(id).get(0));
    }

    /** How often {@code end_io} is called, in all executions. */
    private static long calls(String id) {
        Property endIo = new Calls();
        return Explorer.explore(CATALOGUE.find(id).get(0).program(),
                ExploreOptions.DEFAULT.withProperties(List.of(endIo))).judged().getOrDefault(endIo.id(), 0L);
    }

    private static final class Calls implements Property {
        @Override
        public String id() {
            return "calls";
        }

        @Override
        public String title() {
            return "calls of end_io";
        }

        @Override
        public String statement() {
            return "Counts calls of end_io.";
        }

        @Override
        public Needs needs() {
            return Needs.END_STATE;
        }

        @Override
        public Set<Class<? extends Event>> hears() {
            return Set.of(DioEvent.EndIo.class);
        }

        @Override
        public Monitor monitor() {
            return (at, where, event, judge) -> judge.judged();
        }
    }
}
