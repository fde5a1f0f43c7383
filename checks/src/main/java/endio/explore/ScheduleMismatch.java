// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/** A schedule does not fit the program it was to run: made for another model, or the program has changed. */
public final class ScheduleMismatch extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int step;

    ScheduleMismatch(int step, String message) {
        super(message);
        this.step = step;
    }

    /** The first step that does not fit, counted from 0; -1 if it is for another model altogether. */
    public int step() {
        return step;
    }
}
