// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.FileSystemEvent.BlockRun;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.property.Ledger.Request;
import java.util.ArrayList;
import java.util.List;

/** The conversions that have ended, and what they leave of a set of blocks. */
final class Conversions {
    private final List<Ended> ended = new ArrayList<>();

    /** One that has ended, at a position. */
    record Ended(int at, ConvertEnd event) {

        /** The blocks that it has changed. */
        Blocks converted() {
            Blocks blocks = new Blocks();
            for (BlockRun run : event.converted()) {
                blocks.add(run.lblk(), run.lblk() + run.len());
            }
            return blocks;
        }

        /**
         * Takes the blocks of {@code r} that are known to be written after this conversion out of {@code blocks}: those
         * that it changed, and if it went well all of its range.
         */
        void settle(Request r, Blocks blocks) {
            if (r.issue == null || event.ino() >= 0 && r.issue.ino() >= 0 && event.ino() != r.issue.ino()) {
                return;
            }
            blocks.removeAll(converted());
            if (event.ret() < 0 || event.bytes() <= 0) {
                return;
            }
            int bits = r.issue.blkbits();
            if (bits >= 0) {
                blocks.remove(event.off() >> bits, (event.off() + event.bytes() - 1 >> bits) + 1);
            } else if (event.off() <= r.issue.off() && event.off() + event.bytes() >= r.issue.off() + r.issue.bytes()) {
                blocks.remove(Long.MIN_VALUE, Long.MAX_VALUE);
            }
        }
    }

    Ended add(int at, ConvertEnd event) {
        Ended end = new Ended(at, event);
        ended.add(end);
        return end;
    }

    List<Ended> all() {
        return ended;
    }
}
