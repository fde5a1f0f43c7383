// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.mutant;

import endio.scenario.About;
import endio.scenario.V5_3Generation;

/** {@code io_submit} does not hold the file, as before v4.9: the inode may go while its submitter still counts in it. */
public final class SubmitForgetsFile extends V5_3Generation {

    @Override
    public About about() {
        return super.about().mutant("submit-forgets-file", "io_submit does not hold the file", "S29", "close-ext4-written")
                .also("S15");
    }

    @Override
    public boolean submitHoldsFile() {
        return false;
    }
}
