// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/** A run that was repeated step by step did something else: the model depends on what it does not ask the machine for. */
public final class HiddenNondeterminism extends ModelError {
    private static final long serialVersionUID = 1;
    private final int step;
    private final String what;

    HiddenNondeterminism(int step, String what) {
        this(step, "", what);
    }

    private HiddenNondeterminism(int step, String place, String what) {
        super("hidden nondeterminism at step " + step + place + ": " + what, new IllegalStateException(what));
        this.step = step;
        this.what = what;
    }

    /** The same with the {@linkplain #place place} where the thread is that differs. */
    HiddenNondeterminism at(String place) {
        return new HiddenNondeterminism(step, place.isEmpty() ? "" : "," + place, what);
    }

    /** The first step that differed, counted from 0. */
    public int step() {
        return step;
    }
}
