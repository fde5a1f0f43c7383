// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/** A run that was repeated step by step did something else: the model depends on what it does not ask the machine for. */
public final class HiddenNondeterminism extends ModelError {
    private static final long serialVersionUID = 1;
    private final int step;

    HiddenNondeterminism(int step, String what) {
        super("hidden nondeterminism at step " + step + ": " + what, new IllegalStateException(what));
        this.step = step;
    }

    /** The first step that differed, counted from 0. */
    public int step() {
        return step;
    }
}
