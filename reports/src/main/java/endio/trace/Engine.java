// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

/** Which of the kernel's two engines of direct I/O served a request. */
public enum Engine {
    /** {@code fs/iomap/direct-io.c}. */
    IOMAP,
    /** {@code fs/direct-io.c}. */
    LEGACY;

    /** The file that holds it. */
    public String file() {
        return this == IOMAP ? "fs/iomap/direct-io.c" : "fs/direct-io.c";
    }
}
