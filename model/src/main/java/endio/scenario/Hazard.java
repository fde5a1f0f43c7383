// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

/** What is known to be wrong in the first two generations, derived from their code and seen when that code is executed. */
final class Hazard {
    static final String K1 = "K1: an io_end has two owners, and the submitter may be the one that puts it last";
    static final String K2 = "K2: the error of a bio is not looked at before the conversion";
    static final String K3 = "K3: an overwrite without i_mutex clears the inode's pointer to the current io_end";
    static final String K4 = "K4: a reader looks at the current io_end of somebody else, who may free it";
    static final String K5 = "K5: the error of a conversion is dropped on the asynchronous path";
    static final String K6 = "K6: writeback finds the current io_end of a direct write and marks it unwritten";
    static final String READERS_BACK_EARLY = "reads without i_mutex are let in again before truncate removes the blocks";
    static final String NO_ERROR_TO_END_IO = "end_io is not told of an error any more";

    private Hazard() {}
}
