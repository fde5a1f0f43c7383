// SPDX-License-Identifier: GPL-2.0-or-later
package endio.threads;

/**
 * A thread of a {@link ThreadMachine} waits for ever: nobody is left who could let it go on, or it was interrupted because
 * the run is given up.
 */
public final class Stopped extends RuntimeException {
    Stopped() {
        super("waits for ever", null, false, false);
    }
}
