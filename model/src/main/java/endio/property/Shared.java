// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import org.jspecify.annotations.Nullable;

/** What several monitors of one execution keep once for all of them. An engine makes one for each execution. */
public final class Shared {
    private @Nullable Ledger ledger;

    /** Nothing has happened yet. */
    public Shared() {}

    Ledger ledger() {
        Ledger kept = ledger;
        if (kept == null) {
            kept = new Ledger();
            ledger = kept;
        }
        return kept;
    }
}
