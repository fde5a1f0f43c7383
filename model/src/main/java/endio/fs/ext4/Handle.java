// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fs.ext4;

import org.jspecify.annotations.Nullable;

/** {@code handle_t}: a thread's part of a transaction, or the error pointer that stands for it. Only its owner sees it. */
public final class Handle {
    private final int number;
    private final int error;
    private @Nullable Handle rsv;

    private Handle(int number, int error) {
        this.number = number;
        this.error = error;
    }

    static Handle of(int number) {
        return new Handle(number, 0);
    }

    static Handle failed(int error) {
        return new Handle(-1, error);
    }

    /** {@code IS_ERR}. */
    public boolean isErr() {
        return error != 0;
    }

    /** {@code PTR_ERR}: a negative errno. */
    public int error() {
        return error;
    }

    /** Its number in events. */
    public int number() {
        return number;
    }

    void reserve(Handle reserved) {
        rsv = reserved;
    }

    /** {@code h_rsv_handle}, given away: null if there is none or it is gone. */
    public @Nullable Handle takeReserved() {
        Handle reserved = rsv;
        rsv = null;
        return reserved;
    }
}
