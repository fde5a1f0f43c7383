// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to where a task begins.
 *
 * @param steps what to do
 * @param before of each step, the branches that come before it: they sleep in it
 */
record Lead(List<Branch> steps, List<List<Branch>> before) {
    /** To the first step. */
    static final Lead NONE = new Lead(List.of(), List.of());

    /** Past the first step of {@code task}. */
    static Lead to(Task task) {
        List<Branch> steps = new ArrayList<>();
        List<List<Branch>> before = new ArrayList<>();
        Fork[] chain = task.fork().chain();
        for (int step = 0; step < chain.length; step++) {
            int through = step + 1 < chain.length ? chain[step + 1].through : task.through();
            Branch of = chain[step].branches;
            steps.add(of.child(through));
            List<Branch> earlier = new ArrayList<>();
            for (int i = 0; i < through; i++) {
                earlier.add(of.child(i));
            }
            before.add(earlier);
        }
        return new Lead(steps, before);
    }

    int length() {
        return steps.size();
    }

    /** Who takes a step: the number of a thread. */
    int thread(int step) {
        return steps.get(step).thread;
    }

    /** What is chosen there; 0 if it is no choice. */
    int choice(int step) {
        return Math.max(0, steps.get(step).choice);
    }
}
