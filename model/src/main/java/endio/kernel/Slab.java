// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.event.MemoryEvent;
import endio.event.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A slab cache: gives objects an identity, a beginning and an end. If the kernel's {@linkplain Faults#possible faults} say {@code
 * reuse}, what was freed last is given out next; else no address is ever given out again.
 */
public final class Slab {
    private final Kernel kernel;
    private final String type;
    /** The head of the free list, and all of it that is given out again; null if addresses are not reused. */
    private final @Nullable Pointer<Address> freelist;

    Slab(Kernel kernel, String type) {
        this.kernel = kernel;
        this.type = type;
        this.freelist = kernel.faults().possible("reuse " + type)
                ? kernel.pointer(new ObjectId("kmem_cache " + type, 0), "freelist", null) : null;
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
        Address address = freelist == null ? null : freelist.xchg(null);
        ObjectId object = kernel.machine().number(type);
        kernel.say(new MemoryEvent.Alloc(object, req));
        if (address != null) {
            kernel.say(new MemoryEvent.Reuse(object, address.taken(object)));
            kernel.lies(object, address);
        } else if (freelist != null) {
            kernel.lies(object, new Address(kernel, object));
        }
        return object;
    }

    /** {@code kmem_cache_free}: any context. */
    public void free(ObjectId object) {
        kernel.say(new MemoryEvent.Free(object));
        if (freelist != null) {
            freelist.xchg(kernel.address(object));
        }
    }
}
