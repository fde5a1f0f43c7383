// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static endio.property.Said.*;
import static endio.property.Story.irq;
import static endio.property.Story.kworker;
import static endio.property.Story.task;
import static org.assertj.core.api.Assertions.assertThat;

import endio.event.BioEvent.BioSubmit;
import endio.event.Event;
import endio.event.MappingEvent.GetBlock;
import endio.event.MappingEvent.GetBlockBegin;
import endio.event.RequestEvent.Issue;
import org.junit.jupiter.api.Test;

/** S40: who writes a part of a block that is zeroed around it is alone there. */
class UnalignedPropertiesTest {
    private static final int HALF = BLOCK / 2;

    private static Event write(int req, long off, long bytes) {
        return new Issue(req, 0, true, false, off, bytes, false, 16L * BLOCK, 12);
    }

    private static Event asks(int req) {
        return new GetBlockBegin(req, 0, 0, 1, true);
    }

    private static Event finds(int req, long lblk, boolean unwritten) {
        return new GetBlock(req, lblk, 1, true, 0, 1, true, unwritten, unwritten, false, false, 1000);
    }

    private static Event bio(int req, int bio, long off, long bytes) {
        return new BioSubmit(req, req, -1, bio, true, 0, off, bytes, 1);
    }

    /** The first half, then the second one; events 4 and 5 end the first, 7 begins the second. */
    private static Story halves(boolean unwritten, long secondBlock) {
        return Story.of(
                task(0).says(write(0, 0, HALF), asks(0), finds(0, 0, true), bio(0, 0, 0, BLOCK)),
                irq(0).says(ends(0)),
                kworker(0).says(convertEnd(1, 0, 0, 1)),
                task(1).says(write(1, secondBlock * BLOCK + HALF, HALF), asks(1), finds(1, secondBlock, unwritten),
                        bio(1, 1, secondBlock * BLOCK, BLOCK)),
                irq(1).says(ends(1)));
    }

    @Test
    void holdsIfTheSecondHasWaitedForTheConversionOfTheFirst() {
        assertThat(halves(false, 0).unordered().ordered(4, 5).ordered(5, 7).judge("S40"))
                .matches(v -> v.holds() && v.judged() == 1);
        assertThat(halves(false, 0).judge("S40").holds()).isTrue();
    }

    @Test
    void isViolatedIfOnlyTheBioWasWaitedFor() {
        assertThat(halves(true, 0).unordered().ordered(4, 7).judge("S40").positions().get(0)).containsExactly(5, 7);
    }

    @Test
    void isViolatedIfNothingWasWaitedFor() {
        assertThat(halves(true, 0).unordered().judge("S40").positions().get(0)).containsExactly(4, 7);
    }

    @Test
    void countsFromTheBeginningOfTheMapping() {
        assertThat(halves(true, 0).unordered().ordered(4, 5).ordered(5, 8).judge("S40").holds()).isFalse();
    }

    @Test
    void saysNothingOfDifferentBlocks() {
        assertThat(halves(true, 1).unordered().judge("S40")).matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void saysNothingOfBlocksThatAreNotZeroed() {
        Story written = Story.of(
                task(0).says(write(0, 0, HALF), finds(0, 0, false), bio(0, 0, 0, HALF)),
                task(1).says(write(1, HALF, HALF), finds(1, 0, false), bio(1, 1, HALF, HALF)),
                irq(0).says(ends(0)), irq(1).says(ends(1)));
        assertThat(written.unordered().judge("S40")).matches(v -> v.holds() && v.judged() == 0);
    }

    @Test
    void isViolatedByAWholeBlockBesideAPartOfIt() {
        Story whole = Story.of(
                task(0).says(write(0, 0, HALF), finds(0, 0, true), bio(0, 0, 0, BLOCK)),
                task(1).says(write(1, 0, BLOCK), finds(1, 0, true), bio(1, 1, 0, BLOCK)),
                irq(0).says(ends(0)), irq(1).says(ends(1)));
        assertThat(whole.unordered().judge("S40").violations())
                .containsExactly("request 0 zeroes the rest of block 0 while request 1 may still be writing it.");
    }

    @Test
    void letsWholeBlocksMeet() {
        Story whole = Story.of(
                task(0).says(write(0, 0, BLOCK), finds(0, 0, true), bio(0, 0, 0, BLOCK)),
                task(1).says(write(1, 0, BLOCK), finds(1, 0, true), bio(1, 1, 0, BLOCK)),
                irq(0).says(ends(0)), irq(1).says(ends(1)));
        assertThat(whole.unordered().judge("S40")).matches(v -> v.holds() && v.judged() == 0);
    }

    /** Nothing was converted, and the next one zeroes again; that its data is lost is no wonder. */
    @Test
    void holdsIfTheFirstFailedAndTheSecondCameLater() {
        Story failed = Story.of(
                task(0).says(write(0, 0, HALF), asks(0), finds(0, 0, true), bio(0, 0, 0, BLOCK)),
                irq(0).says(fails(0)),
                task(1).says(write(1, HALF, HALF), asks(1), finds(1, 0, true), bio(1, 1, 0, BLOCK)),
                irq(1).says(ends(1)));
        assertThat(failed.unordered().ordered(4, 6).judge("S40")).matches(v -> v.holds() && v.judged() == 1);
    }

    /** The first one maps {@code len} blocks from the first on; the second one writes a half of block 1, which is written. */
    private static Story besideBlockOne(long off, long bytes, long len) {
        Event mapping = new GetBlock(0, 0, len, true, 0, len, true, true, true, false, false, 1000);
        return Story.of(
                task(0).says(write(0, off, bytes), mapping, bio(0, 0, 0, BLOCK)),
                task(1).says(write(1, BLOCK + HALF, HALF), finds(1, 1, false), bio(1, 1, BLOCK + HALF, HALF)),
                irq(0).says(ends(0)), irq(1).says(ends(1))).unordered();
    }

    @Test
    void isAboutBlocksThatAreMappedAndWritten() {
        assertThat(besideBlockOne(0, BLOCK + HALF, 2).judge("S40").violations()).hasSize(1);
        assertThat(besideBlockOne(0, BLOCK + HALF, 1).judge("S40").judged()).as("not mapped yet").isZero();
        assertThat(besideBlockOne(0, BLOCK, 2).judge("S40").judged()).as("mapped, and beyond its end").isZero();
        assertThat(besideBlockOne(0, HALF, 2).judge("S40").judged()).isZero();
    }

    @Test
    void namesTheOneThatZeroesWhicheverComesFirst() {
        Story whole = Story.of(
                task(0).says(write(0, BLOCK, BLOCK), finds(0, 1, true), bio(0, 0, BLOCK, BLOCK)),
                task(1).says(write(1, BLOCK, HALF), finds(1, 1, true), bio(1, 1, BLOCK, BLOCK)),
                irq(0).says(ends(0)), irq(1).says(ends(1)));
        assertThat(whole.unordered().judge("S40").violations())
                .containsExactly("request 1 zeroes the rest of block 1 while request 0 may still be writing it.");
        Story both = Story.of(
                task(0).says(write(0, BLOCK, BLOCK), finds(0, 1, true), bio(0, 0, BLOCK, BLOCK)),
                task(1).says(write(1, BLOCK, BLOCK), finds(1, 1, true), bio(1, 1, BLOCK, BLOCK)),
                irq(0).says(ends(0)), irq(1).says(ends(1)));
        assertThat(both.unordered().judge("S40").judged()).as("neither of them").isZero();
    }
}
