// SPDX-License-Identifier: GPL-2.0-or-later
package endio.threads;

/** A thread of a {@link ThreadMachine} was interrupted while it waited: the run is given up. */
public final class Stopped extends RuntimeException {
    Stopped() {
        super("interrupted while waiting", null, false, false);
    }
}
