// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The full catalogue: every file system, one and two asynchronous writes of one to three bios, alone and with one more
 * actor of each kind that the file system has. Blocks are unwritten where there is such a thing, and lie side by side;
 * a bio takes one. What has too many orders is run only if it is named: two writes of several bios beside somebody
 * else; on iomap one write of three, since each of its bios looks at flags that the submitter changes for the next one;
 * and on iomap before v7.1 two writes beside somebody who shares more with them than their end.
 */
public final class CrossScenarios implements Scenarios {
    /** What the family is called. */
    public static final String FAMILY = "cross";
    /** File systems. */
    public static final List<Mount.Type> TYPES =
            List.of(Mount.Type.PLAIN, Mount.Type.EXT4, Mount.Type.XFS, Mount.Type.OCFS2, Mount.Type.BLKDEV);
    /** Most requests. */
    public static final int REQUESTS = 2;
    /** Most bios of a request. */
    public static final int BIOS = 3;
    /** Who acts among requests that are on their way, and not only when they are over. */
    private static final Set<Class<?>> AMONG_THEM = Set.of(Actor.BufferedRead.class, Actor.Readahead.class,
            Actor.BufferedWrite.class, Actor.Writeback.class, Actor.Close.class, Actor.PunchHole.class, Actor.Truncate.class,
            Actor.Fallocate.class);

    @Override
    public List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (Mount.Type type : TYPES) {
            for (int requests = 1; requests <= REQUESTS; requests++) {
                for (int bios = 1; bios <= BIOS; bios++) {
                    for (Map.Entry<String, Optional<Actor>> other : others(type).entrySet()) {
                        all.add(cross(type, requests, bios, other.getKey(), other.getValue()));
                    }
                }
            }
        }
        return all;
    }

    /** Everybody else who can act on a file of that file system, by name; the first one is nobody. */
    public static Map<String, Optional<Actor>> others(Mount.Type type) {
        Map<String, Optional<Actor>> others = new LinkedHashMap<>();
        others.put("alone", Optional.empty());
        others.put("buffered-read", Optional.of(new Actor.BufferedRead(0)));
        others.put("app-read", Optional.of(new Actor.ReadAfterCompletion(0, 0)));
        others.put("readahead", Optional.of(new Actor.Readahead(0, 1)));
        others.put("buffered-write", Optional.of(new Actor.BufferedWrite(0)));
        others.put("writeback", Optional.of(new Actor.Writeback(0, 1)));
        others.put("fsync", Optional.of(new Actor.Fsync()));
        others.put("app-fsync", Optional.of(new Actor.FsyncAfterCompletion(0)));
        others.put("umount", Optional.of(new Actor.Umount()));
        others.put("descriptor", Optional.of(new Actor.Close(0, false)));
        others.put("io-destroy", Optional.of(new Actor.IoDestroy()));
        if (type != Mount.Type.PLAIN) {
            others.put("punch", Optional.of(new Actor.PunchHole(0, 1)));
        }
        if (type != Mount.Type.BLKDEV) {
            others.put("truncate", Optional.of(new Actor.Truncate(0)));
            others.put("sync-fs", Optional.of(new Actor.SyncFs()));
            others.put("freeze", Optional.of(new Actor.Freeze()));
            others.put("close", Optional.of(new Actor.Close(0, true)));
        }
        if (type != Mount.Type.BLKDEV && type != Mount.Type.PLAIN) {
            others.put("fallocate", Optional.of(new Actor.Fallocate(0, 1)));
        }
        return others;
    }

    /** {@code cross-ext4-1x3-truncate}. */
    public static String id(Mount.Type type, int requests, int bios, String other) {
        return FAMILY + "-" + type.name().toLowerCase(Locale.ROOT) + "-" + requests + "x" + bios + "-" + other;
    }

    /**
     * Whether {@code generation} has too many orders of {@code scenario} for the full catalogue, if others have not.
     */
    static boolean isLarge(Scenario scenario, Generation generation) {
        if (!scenario.family().equals(FAMILY) || !(generation instanceof IomapGeneration)
                || scenario.mount().type() == Mount.Type.BLKDEV) {
            return false;
        }
        int requests = scenario.requests().size();
        boolean three = scenario.requests().get(0).bytes() == BIOS * Scenario.BLOCK_SIZE;
        if (requests == 1) {
            return three && scenario.actors().size() > 1;
        }
        return !(generation instanceof I5V7_1Generation)
                && scenario.actors().stream().anyMatch(actor -> AMONG_THEM.contains(actor.getClass()));
    }

    private static Scenario cross(Mount.Type type, int requests, int bios, String name, Optional<Actor> other) {
        boolean many = requests > 1 && (bios > 2 || bios > 1 && other.isPresent());
        String title = (requests == 1 ? "a write" : "two writes") + " of " + (bios == 1 ? "one bio" : bios + " bios") + ", "
                + (other.isEmpty() ? name : "and " + name);
        Scenario.Builder scenario = Scenario.named(id(type, requests, bios, name)).about(FAMILY, title).on(type).bioPages(1)
                .depth(many ? Scenario.Depth.BY_NAME : Scenario.Depth.FULL);
        if (type == Mount.Type.PLAIN || type == Mount.Type.BLKDEV) {
            scenario.written(0, requests * bios);
        } else {
            scenario.unwritten(0, requests * bios);
        }
        if (name.equals("writeback")) {
            scenario.dirty(0);
        }
        for (int request = 0; request < requests; request++) {
            scenario.aioWrite((long) request * bios, bios);
        }
        other.ifPresent(scenario::actor);
        return CrossHazards.known(scenario, type, name).build();
    }
}
