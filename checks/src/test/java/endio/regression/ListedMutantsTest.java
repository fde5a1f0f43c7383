// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.scenario.About;
import endio.scenario.Catalogue;
import endio.scenario.Expectation;
import endio.scenario.Generation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ways to break the protocol that the properties were written against, each in the catalogue, with the property that has
 * to see it. That it does, alone, and that the base holds it is {@link MutantsTest}'s.
 */
class ListedMutantsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @ParameterizedTest(name = "{0}: {1} sees {2}")
    @CsvSource({
        "no reference of the submitter's own, S9, no-initial-reference",
        "no reference of the submitter's own, S10, no-initial-reference",
        "the bio is counted after it was submitted, S9, refcount-after-submit",
        "the count is dropped outside the lock, S9, drop-outside-lock",
        "the count is dropped outside the lock, L2, sync-drop-outside-lock",
        "the submitter is woken outside the lock, S12, wake-outside-lock",
        "the waiter is looked up outside the lock, L2, waiter-read-early",
        "the dio is touched after queue_work, S12, touch-after-queue",
        "completed inline although deferred, S2, complete-inline",
        "completed inline although deferred, S20, complete-inline",
        "a later mapping takes the wish to defer back, S20, defer-not-sticky",
        "the wish to defer is stored after the bio is submitted, S20, defer-after-drop",
        "the queue is published by a plain store, S18, publish-by-store",
        "the loser keeps its queue, S18, loser-keeps-queue",
        "the queue that won is destroyed, S16, winner-destroys-queue",
        "the queue is destroyed after put_super, S36, queue-after-put-super",
        "completed before inode_dio_done, S7, complete-before-done",
        "completed before inode_dio_done, S15, complete-before-done",
        "inode_dio_done before end_io, S8, done-before-end-io",
        "inode_dio_done before end_io, S29, done-before-end-io",
        "flushed after the completion, S26, sync-after-completion",
        "PENDING is cleared after the function, L4, pending-cleared-late",
        "appended to the list without its lock, S38, append-outside-lock",
        "appended to the list without its lock, L4, append-outside-lock",
        "no i_dio_count of ext4's own, S8, no-extra-count",
        "a failed write is converted, S23, convert-on-error",
        "either barrier of the handshake: the reader looks first, S31, reader-looks-first",
        "either barrier of the handshake: the truncater looks first, S31, truncater-looks-first",
        "inode_dio_wait does not look again, L3, no-recheck-in-dio-wait",
        "asked whether to wait after the drop, S12, I0_V4_14",
        "no queue for reads whose errors are deferred, S16, I5_NoQueueForReads"})
    void isInTheCatalogueWithItsProperty(String what, String property, String id) {
        Generation mutant = CATALOGUE.generation(id).orElseThrow();
        assertThat(mutant.about().breaks()).as(what).extracting(About.Breaks::property).contains(property);
    }

    /** Some of them a kernel really was, so that a generation is the mutant and the one before it or after it the twin. */
    @ParameterizedTest(name = "{0}: {1} sees {2}")
    @CsvSource({
        "an io_end has two owners and the last put does not complete, S1, ext4-aio-unwritten@V3_12, ext4-aio-unwritten@V3_11",
        "the inode's pointer to the io_end is not locked: overwrite, S49, ext4-overwrite-beside@V3_12, ext4-overwrite-beside@V5_3",
        "the inode's pointer to the io_end is not locked: writeback, S13, ext4-writeback-beside@V3_12, ext4-writeback-beside@V5_3",
        "the inode's pointer to the io_end is not locked: writeback, S2, ext4-writeback-beside@V3_12, ext4-writeback-beside@V5_3"})
    void isAGenerationOfTheKernel(String what, String property, String broken, String twin) {
        assertThat(CATALOGUE.find(broken).get(0).expected()).as(what).extracting(Expectation::property).contains(property);
        assertThat(CATALOGUE.find(twin).get(0).expected()).as(what).extracting(Expectation::property).doesNotContain(property);
    }
}
