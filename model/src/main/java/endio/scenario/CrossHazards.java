// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

/** What is known to go wrong in the full catalogue: of a file system always, and by who else acts there. */
final class CrossHazards {

    private CrossHazards() {}

    static Scenario.Builder known(Scenario.Builder scenario, Mount.Type type, String other) {
        switch (type) {
            case PLAIN -> plain(scenario, other);
            case EXT4 -> ext4(scenario, other);
            case XFS -> xfs(scenario, other);
            case OCFS2 -> ocfs2(scenario, other);
            default -> blkdev(scenario, other);
        }
        return scenario;
    }

    private static void plain(Scenario.Builder scenario, String other) {
        scenario.violates(Hazard.IOCB_AFTER_DROP, "S14");
        vfs(scenario, other);
    }

    /** What is no file system's own. */
    private static void vfs(Scenario.Builder scenario, String other) {
        switch (other) {
            case "readahead" -> scenario.violates(Hazard.H4, "S35");
            case "freeze" -> scenario.violates(Hazard.H6, "S45");
            case "close" -> scenario.violates(Hazard.H5, "S15");
            default -> { }
        }
    }

    private static void ext4(Scenario.Builder scenario, String other) {
        scenario.violates(Hazard.K1, "S1");
        vfs(scenario, other);
        switch (other) {
            case "buffered-read", "app-read", "readahead" -> scenario.violates(Hazard.K4, "S13");
            case "app-fsync" -> scenario.violates(Hazard.K1, "S37");
            case "close" -> scenario.violates(Hazard.H5, "S29");
            default -> { }
        }
    }

    private static void xfs(Scenario.Builder scenario, String other) {
        plain(scenario, other);
        switch (other) {
            case "umount" -> scenario.violates(Hazard.XFS_TAIL, "S36");
            case "truncate" -> scenario.violates(Hazard.XFS_EXTENDS, "S33");
            default -> { }
        }
    }

    /** Before v4.6 a write of unwritten blocks goes through the page cache. */
    private static void ocfs2(Scenario.Builder scenario, String other) {
        scenario.violates(Hazard.OCFS2_I_MUTEX, "S41");
        switch (other) {
            case "readahead" -> scenario.violates(Hazard.H4.in("V4_6"), "S35");
            case "freeze" -> scenario.violates(Hazard.H6.in("V4_6"), "S45");
            case "truncate" -> scenario.violates(Hazard.OCFS2_I_MUTEX, "L1", "L5", "deadlock");
            case "punch" -> scenario.violates(Hazard.OCFS2_PUNCH.in("V4_6", "V4_15", "V5_3"), "S29")
                    .violates(Hazard.OCFS2_ERROR_DROPPED, "S1", "S22", "S49")
                    .violates(Hazard.ERROR_REPLACED, "S1", "S22", "S49");
            default -> { }
        }
    }

    private static void blkdev(Scenario.Builder scenario, String other) {
        if (other.equals("readahead")) {
            scenario.violates(Hazard.BLKDEV_DROPS_AT_SUBMISSION, "S35");
        }
    }
}
