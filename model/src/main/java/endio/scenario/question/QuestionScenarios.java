// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.question;

import endio.scenario.Mount;
import endio.scenario.Scenario;
import endio.scenario.Scenarios;
import java.util.List;

/** Completions of one file system that depend on completions of another one. */
public final class QuestionScenarios implements Scenarios {

    @Override
    public List<Scenario> all() {
        return List.of(
                stacked("loop-room", "a deferred write above, whose conversion waits for nothing below")
                        .noJournal().aioWrite(0, 1).build(),
                stacked("loop-one", "a deferred write above, whose conversion waits for a deferred write below")
                        .aioWrite(0, 1).build(),
                stacked("loop-deep", "the same on a loop device over a loop device")
                        .otherFile().aioWrite(0, 1).build());
    }

    private static Scenario.Builder stacked(String id, String title) {
        return Scenario.named(id).about("one-queue", title).on(Mount.Type.STACKED).sizeInBlocks(2).unwritten(0, 2);
    }
}
