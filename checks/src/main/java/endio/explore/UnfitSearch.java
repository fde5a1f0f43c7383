// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

/** What was saved of a search cannot be gone on with: it is damaged, or of another program, shard or version. */
public final class UnfitSearch extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfitSearch(String message) {
        super(message);
    }

    UnfitSearch(String message, Throwable cause) {
        super(message, cause);
    }
}
