// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/** Where a debugger stops a replay. */
public final class Debug {
    private Debug() {}

    /**
     * Called by {@link Replay#debug} when the step that was asked for has just been taken, in the thread that took it: above this
     * on the stack are the primitive and the model's functions. Does nothing; set a breakpoint here.
     *
     * @param step its index, from 0
     * @param what it did
     */
    public static void here(int step, String what) {}
}
