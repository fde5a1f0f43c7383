// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import endio.directio.DirectIo;
import endio.kernel.Kernel;

/**
 * A version of the protocol: a generation of the kernel, or one function of it changed. A historical bug, a mutant and a
 * patch under review are all the same: a small class that extends a generation and overrides what it changes.
 *
 * <p>Found with {@link java.util.ServiceLoader}: a class on the class path with a public constructor without parameters,
 * named in {@code META-INF/services/endio.scenario.Generation}.
 */
public interface Generation {

    /** What it is. */
    About about();

    /** Its direct-I/O core. */
    DirectIo directIo(Kernel kernel);

    /** Whether a file system's {@code end_io} does {@code inode_dio_done} and {@code aio_complete}: before v3.12. */
    boolean endIoCompletes();

    /** {@link About#id}. */
    default String id() {
        return about().id();
    }
}
