// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.MemoryEvent;
import endio.event.ObjectId;
import org.jspecify.annotations.Nullable;

/** A slab cache: gives objects an identity, a beginning and an end. */
public final class Slab {
    private final Kernel kernel;
    private final String type;

    Slab(Kernel kernel, String type) {
        this.kernel = kernel;
        this.type = type;
    }

    /**
     * {@code kmem_cache_alloc(GFP_KERNEL)}: may sleep, may fail.
     *
     * @param req the request on whose behalf, -1 none
     * @return the object, or null
     */
    public @Nullable ObjectId alloc(int req) {
        kernel.mightSleep("alloc " + type);
        if (kernel.faults().happens(kernel.machine(), "alloc " + type)) {
            return null;
        }
        ObjectId object = kernel.machine().number(type);
        kernel.say(new MemoryEvent.Alloc(object, req));
        return object;
    }

    /** {@code kmem_cache_free}: any context. */
    public void free(ObjectId object) {
        kernel.say(new MemoryEvent.Free(object));
    }
}
