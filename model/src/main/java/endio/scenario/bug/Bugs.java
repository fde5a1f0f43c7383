// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.bug;

import java.util.List;

/** All historical bugs, in the order of their numbers. */
public final class Bugs {
    private static final List<Bug> ALL = List.of(
            CoreSignalsEarly.BUG, DoneInIrq.BUG, SyncUncounted.BUG, SignalledBeforeDone.BUG, InWholeGenerations.B05,
            InWholeGenerations.B06, HookSkipped.BUG, InWholeGenerations.B08, InWholeGenerations.B08_SLEEPS,
            ConversionTrylock.BUG, FlushedTooEarly.BUG, SizeAfterWait.BUG, ReadersOvertake.BUG, EvictWaits.BUG,
            FlagWithoutCount.BUG, SecondExtent.BUG, TouchedAfterHandOver.BUG, InWholeGenerations.B17, InWholeGenerations.B18,
            PublishedEmpty.BUG, InWholeGenerations.B20, QueueAfterBio.BUG, InWholeGenerations.B22,
            IteratorReverted.BUG, InWholeGenerations.B24, CompletedTwice.BUG, SizeSampledTwice.BUG,
            InWholeGenerations.B27, SizeUpdatedInIrq.BUG, SizeGoesBack.BUG, TrimmedInFlight.BUG,
            RemoverDoesNotWait.BUG, NoWaitWithoutJournal.BUG, TailPageCached.BUG, InWholeGenerations.B34, OneBioFailed.BUG,
            PaddingLandsLate.BUG, OrderedExtentLeft.BUG, StackInSharedFile.BUG, PoolExhausted.BUG, SentElsewhere.BUG,
            FileGoneAtReturn.BUG, FrozenInFlight.BUG, DestroyedInFlight.BUG, FreedIntoGonePool.BUG,
            BufferHeldByNobody.BUG, InWholeGenerations.S01, PartialBlockAllocated.BUG, InvalidatedInIrq.BUG,
            BioFreedAfterDio.BUG, PartialReadAbandoned.BUG, SizeAtAllocation.BUG, NewAddressTooEarly.BUG,
            EmptyIoEndReleased.BUG, SplitMarksWritten.BUG, UnlockedReadTruncated.BUG, PageBeforeExtentLock.BUG,
            StaleExtentMap.BUG, LoggedTwice.BUG, DoubleUnlock.BUG, OrphanRemovedTwice.BUG, FreedBeforeLastBio.BUG,
            PagesPinned.BUG, CommandReadAfterSubmit.BUG, CompletedWithoutCount.BUG, ProtectionKept.BUG,
            NothingScheduled.BUG, SplitInThree.BUG, MiddlePartUnstable.BUG, CollectedBeforeAllQueued.BUG,
            ReturnedBeforeConversion.BUG, ConversionsAheadOfCompletions.BUG, DefragBeside.BUG,
            DepthGrowsUnderCredits.BUG, CachedPageOverDirectWrite.BUG, IoendInItsBio.BUG, CountSkippedOnOneSide.BUG);

    private Bugs() {}

    /** All of them. */
    public static List<Bug> all() {
        return ALL;
    }
}
