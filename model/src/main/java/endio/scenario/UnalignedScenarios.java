// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.List;

/** Writes of less than a block: where it is unwritten, the rest of it is zeroed, and nobody else may write it meanwhile. */
public final class UnalignedScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                ext4("ext4-unaligned-two", "two asynchronous writes of halves of one unwritten block")
                        .unwritten(0, 1).aioWriteSectors(0, 4).aioWriteSectors(4, 4)
                        .violates(Hazard.K1, "S1").build(),
                ext4("ext4-unaligned-aligned", "an asynchronous write of half a block, and one of the whole block")
                        .unwritten(0, 1).aioWriteSectors(0, 4).aioWrite(0, 1)
                        .violates(Hazard.K1, "S1")
                        .violates(Hazard.ALIGNED_OVERTAKES, "S40").build(),
                ext4("ext4-unaligned-sync", "an asynchronous write of half a block, and a synchronous one of the other half")
                        .unwritten(0, 1).aioWriteSectors(0, 4).syncWriteSectors(4, 4)
                        .violates(Hazard.K1, "S1")
                        .violates(Hazard.SYNC_OVERTAKES, "S40").depth(Scenario.Depth.FULL).build(),
                ext4("ext4-unaligned-tail", "the file ends within the block that one writes and another goes on with")
                        .sizeInSectors(4).unwritten(0, 1).aioWriteSectors(0, 4).aioWriteSectors(4, 4)
                        .violates(Hazard.K1, "S1")
                        .violates(Hazard.TAIL_OVERTAKES, "S40").build(),
                ext4("ext4-unaligned-written", "two asynchronous writes of halves of one written block")
                        .written(0, 1).aioWriteSectors(0, 4).aioWriteSectors(4, 4).depth(Scenario.Depth.FULL).build(),
                xfs("xfs-unaligned-two", "two asynchronous writes of halves of one unwritten block of XFS")
                        .sizeInBlocks(1).unwritten(0, 1).aioWriteSectors(0, 4).aioWriteSectors(4, 4)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.XFS_RETRIES, "Q1").build(),
                xfs("xfs-unaligned-aligned", "an asynchronous write of half a block, and one of the whole block, of XFS")
                        .unwritten(0, 1).aioWriteSectors(0, 4).aioWrite(0, 1)
                        .violates(Hazard.IOCB_AFTER_DROP, "S14")
                        .violates(Hazard.XFS_RETRIES, "Q1")
                        .violates(Hazard.XFS_ALIGNED_OVERTAKES, "S40").build(),
                ocfs2("ocfs2-unaligned-two", "two asynchronous writes of halves of one unwritten block of OCFS2")
                        .unwritten(0, 1).aioWriteSectors(0, 4).aioWriteSectors(4, 4).build());
    }

    private static Scenario.Builder ext4(String id, String title) {
        return Scenario.named(id).about("unaligned", title);
    }

    private static Scenario.Builder xfs(String id, String title) {
        return ext4(id, title).on(Mount.Type.XFS);
    }

    private static Scenario.Builder ocfs2(String id, String title) {
        return ext4(id, title).on(Mount.Type.OCFS2);
    }
}
