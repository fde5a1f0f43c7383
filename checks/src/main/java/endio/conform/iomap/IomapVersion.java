// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.iomap;

import endio.iomap.IomapDirectIo;
import endio.kernel.Kernel;
import endio.vfs.UserPages;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A version of the engine that golden lists exist for.
 *
 * @param kernel what the lists call it
 * @param engine makes it; a variant of the protocol in the place of a version must not pass
 * @param freedButRead fields that this version is known to read after their object was freed; any other such read is a
 *     crash
 */
public record IomapVersion(String kernel, BiFunction<Kernel, UserPages, IomapDirectIo> engine,
        Set<String> freedButRead) {

    /** A version that reads nothing that was freed. */
    public IomapVersion(String kernel, BiFunction<Kernel, UserPages, IomapDirectIo> engine) {
        this(kernel, engine, Set.of());
    }
}
