// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

/** A golden list cannot be read or not be run: the message names file, line and reason. */
public final class GoldenError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message place and reason, for people
     */
    public GoldenError(String message) {
        super(message);
    }
}
