// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue of properties, in the order of their numbers: safety (S), liveness (L), cost (Q). */
public final class Properties {
    private static final List<Property> ALL = List.of(
            CompletionAfterConversion.S1, ConversionContext.S2, SleepInAtomic.S3, CompletionOnce.S4, QueuedRule.S5,
            DioCountBalance.S6, DoneBeforeCompletion.S7, DoneAfterConversion.S8, RefcountZero.S9, EarlyLastDrop.S10,
            FinalCompletionExclusive.S11, DioUseAfterFree.S12, UseAfterFree.S13, UseAfterFree.S14, UseAfterFree.S15, QueueUse.S16,
            QueueBeforeNeed.S17, QueueOnce.S18, WorkqueueVisible.S19, DeferralKept.S20, OwnershipPublication.S21, ErrorPropagation.S22,
            FailedNotConverted.S23, ConvertedWasWritten.S24, DataBeforeConversion.S25, SyncBeforeCompletion.S26,
            SyncContext.S27, SyncCoversSize.S28, TruncateExcluded.S29, NewDioExcluded.S30, UnlockedReaderHandshake.S31, SizeAfterData.S32, ExtendingIsSynchronous.S33, InvalidationAfterConversion.S34, NoStaleCache.S35, UmountDrains.S36,
            FsyncSeesConversions.S37, IoEndListDiscipline.S38, IoEndCounters.S39, UnalignedSerialised.S40,
            LockRules.S41, WorkItem.S42, WorkItem.S43, NonReentrancy.S44, FrozenUntouched.S45, ResultValue.S46, PositionAdvances.S47,
            FailedQueueWork.S48, ConversionOfOwnRequest.S49,
            CompletionNotLost.L1, WakeUpNotLost.L2, WakeUpNotLost.L3, WorkNotLost.L4, Dependencies.L5,
            Dependencies.L6, ProgressUnderPressure.L7, QueueShutdown.L8, QueueShutdown.L9, FailedSetUp.L10, QueueSlots.L11,
            FalseCollision.L12,
            AllocationsPerRequest.Q1, WorksPerRequest.Q2, CompletionContext.Q3, QueueSlots.Q4, QueueCreation.Q5);

    /** The same, and those that judge small models of historical bugs (H). */
    private static final List<Property> EVERYTHING =
            Stream.of(ALL, List.of(NoUseAfterFree.H1), Seen.ALL).flatMap(List::stream).toList();

    private Properties() {}

    /** All properties of the protocol. */
    public static List<Property> all() {
        return ALL;
    }

    /** The same, and those (H) that judge models of other protocols, too small for the protocol's own. */
    public static List<Property> everything() {
        return EVERYTHING;
    }

    /** The property with this id or title, in upper or lower case. */
    public static Optional<Property> find(String name) {
        return EVERYTHING.stream().filter(p -> p.id().equalsIgnoreCase(name) || p.title().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * The property with this id or title.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest one
     */
    public static Property get(String name) {
        return find(name).orElseThrow(() -> {
            Property near = nearest(name);
            return new IllegalArgumentException(
                    "no property " + name + "; the nearest is " + near.id() + " (" + near.title() + ")");
        });
    }

    /** The property whose id or title needs the fewest changes of a letter to become {@code name}. */
    public static Property nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return EVERYTHING.stream()
                .min(Comparator.comparingInt(p -> Math.min(distance(wanted, p.id().toLowerCase(Locale.ROOT)),
                        distance(wanted, p.title().toLowerCase(Locale.ROOT)))))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
