// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.io.IOException;

/** A file holds no record that this version reads; the message is one line that names the file and the reason. */
public final class UnreadableRecord extends IOException {
    private static final long serialVersionUID = 1L;

    /** With that line. */
    public UnreadableRecord(String line) {
        super(line);
    }
}
