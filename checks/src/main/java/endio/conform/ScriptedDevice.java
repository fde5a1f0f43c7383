// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import endio.kernel.Kernel;
import endio.vfs.Bio;
import endio.vfs.BlockDevice;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A device that keeps its bios until the script ends them. */
public class ScriptedDevice extends BlockDevice {
    private final TreeMap<Integer, Bio> inFlight = new TreeMap<>();
    private final int bioMaxPages;
    private final Consumer<Bio> submitted;

    /**
     * @param logicalBlockBits log2 of the logical block size
     * @param bioMaxPages segments that a bio takes
     * @param submitted called inside {@code submit_bio}, when the device has the bio
     */
    public ScriptedDevice(Kernel kernel, int logicalBlockBits, int bioMaxPages, Consumer<Bio> submitted) {
        super(kernel, logicalBlockBits);
        this.bioMaxPages = bioMaxPages;
        this.submitted = submitted;
    }

    @Override
    public final int bioMaxPages() {
        return bioMaxPages;
    }

    @Override
    protected final void accept(Bio bio) {
        inFlight.put(bio.number(), bio);
        submitted.accept(bio);
    }

    /** Whether a bio of that number was submitted and has not ended. */
    public final boolean has(int number) {
        return inFlight.containsKey(number);
    }

    /** The lowest number of a bio in flight, or null. */
    public final @Nullable Integer lowest() {
        return inFlight.isEmpty() ? null : inFlight.firstKey();
    }

    /** Ends a bio that is in flight, in the calling context, with a status of 0 or a negative errno. */
    public void end(int number, int status) {
        Bio bio = inFlight.remove(number);
        if (bio == null) {
            throw new IllegalArgumentException("bio " + number + " is not in flight");
        }
        end(bio, status);
    }
}
