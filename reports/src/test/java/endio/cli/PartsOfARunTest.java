// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import endio.record.Records;
import endio.record.RunRecord.Explored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed and resumed, and one that is divided and merged, say the same as one that is neither. */
class PartsOfARunTest {
    private static final String MIDDLING = "middling@V3_12";
    private static final int KILLS = 10;
    private static final int LONGEST = 4000;

    @TempDir
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Explored whole() throws Exception {
        Shell shell = new Shell();
        assertThat(shell.run(HugeRun.catalogue(), "explore", MIDDLING, "--budget", "5m", "--out", at("whole"))).as(shell.err()).isZero();
        return only("whole");
    }

    private Explored only(String name) throws Exception {
        assertThat(Records.readRun(folder.resolve(name).resolve("run.json")).explorations()).hasSize(1);
        return Records.readRun(folder.resolve(name).resolve("run.json")).explorations().get(0);
    }

    private static void same(Explored one, Explored other) {
        assertThat(one).usingRecursiveComparison().ignoringFields("millis", "blocked").isEqualTo(other);
    }

    /** Killed with signal 9, at random moments. */
    @Test
    void aKilledRunIsResumed() throws Exception {
        Explored whole = whole();
        Random random = new Random(9);
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = HugeRun.start(folder.resolve("killed"), "explore", MIDDLING, "--budget", "5m", "--resume");
            process.waitFor(random.nextInt(LONGEST), TimeUnit.MILLISECONDS);
            killed += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertThat(killed).isPositive();
        Process process = HugeRun.start(folder.resolve("killed"), "explore", MIDDLING, "--budget", "5m", "--resume");
        assertThat(HugeRun.told(process)).contains("as expected");
        same(only("killed"), whole);
        try (var left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString()).filter(name -> name.endsWith(".kept"))).isEmpty();
        }
    }

    @Test
    void shardsAreMerged() throws Exception {
        Explored whole = whole();
        for (int shard = 1; shard <= 3; shard++) {
            Shell shell = new Shell();
            assertThat(shell.run(HugeRun.catalogue(), "explore", MIDDLING, "--budget", "5m", "--shard", shard + "/3", "--out",
                    at("shard" + shard))).as(shell.err()).isZero();
        }
        Shell shell = new Shell();
        assertThat(shell.run("merge", at("shard2"), at("shard3"), at("shard1"), "--out", at("merged"))).as(shell.err()).isZero();
        same(only("merged"), whole);
        assertThat(shell.run("merge", at("shard1"), at("shard3"), "--require-complete", "--out", at("lacking"))).isEqualTo(3);
        assertThat(shell.err()).contains("missing: shard 2/3");
        assertThat(shell.run("merge", at("shard1"), at("shard1"), "--out", at("twice"))).isEqualTo(2);
        assertThat(shell.err()).contains("are the same shard, 1/3");
    }

    /** Scenarios that are too many for one job are shared among several. */
    @Test
    void scenariosAreSharedAmongShards() throws Exception {
        Shell shell = new Shell();
        assertThat(shell.run("explore", "ext4-aio-unwritten", "--out", at("all"))).as(shell.err()).isZero();
        for (int shard = 1; shard <= 2; shard++) {
            assertThat(shell.run("explore", "ext4-aio-unwritten", "--shard", shard + "/2", "--out", at("part" + shard)))
                    .as(shell.err()).isZero();
        }
        assertThat(shell.run("merge", at("part1"), at("part2"), "--out", at("both"))).as(shell.err()).isZero();
        assertThat(Records.readRun(folder.resolve("both/run.json")).explorations()).usingRecursiveComparison()
                .ignoringFields("millis").isEqualTo(Records.readRun(folder.resolve("all/run.json")).explorations());
    }
}
