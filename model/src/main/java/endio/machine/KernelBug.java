// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

/**
 * The modelled kernel has crashed: a null pointer, a {@code BUG_ON}, memory that was freed. Ends the execution. It is a
 * finding about the model's kernel, never a fault of endio.
 */
public final class KernelBug extends RuntimeException {
    /**
     * @param what as a kernel log would say it: {@code null pointer: bio in dio_bio_submit}
     */
    public KernelBug(String what) {
        super(what, null, false, false);
    }
}
