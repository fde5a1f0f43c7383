// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.JournalStop;
import endio.event.FileSystemEvent.OrphanAdd;
import endio.event.FileSystemEvent.OrphanDel;
import endio.event.InodeEvent.SetIsize;
import endio.property.Ledger.Bio;
import endio.property.Ledger.Request;
import java.util.HashMap;
import java.util.Map;

/**
 * S32. Unwritten blocks read as zeros, so a size that grows between data and conversion exposes nothing old; XFS lets it. A
 * record on the orphan list, if there is one, goes in the transaction in which the size grows, or later.
 */
final class SizeAfterData extends LedgerMonitor {
    static final Property S32 = Rule.onLedger("S32", "size-after-data",
            "The size grows over what a write has put on disk, and not before; until then a crash finds the inode on the orphan"
            + " list, if it was put there.",
            Needs.TOTAL_ORDER, SizeAfterData::new, SetIsize.class, OrphanAdd.class, OrphanDel.class, JournalStop.class);

    /** Of a thread: the inode was put on the list, taken off, and that is committed with the transaction. */
    private enum Orphan { LISTED, REMOVED, GONE }

    private final Precedence dataBeforeSize = new Precedence();
    private final Map<Integer, Orphan> orphans = new HashMap<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        int req = ledger.doing(where);
        if (event instanceof OrphanAdd && req >= 0) {
            orphans.put(req, Orphan.LISTED);
        } else if (event instanceof OrphanDel && req >= 0) {
            orphans.replace(req, Orphan.LISTED, Orphan.REMOVED);
        } else if (event instanceof JournalStop && req >= 0) {
            orphans.replace(req, Orphan.REMOVED, Orphan.GONE);
        } else if (event instanceof BioEnd e && ledger.bio(e.bio()) != null && ledger.bio(e.bio()).submit.req() >= 0) {
            int of = ledger.bio(e.bio()).submit.req();
            dataBeforeSize.first(of, at, tooEarly(of), judge);
        } else if (event instanceof SetIsize e && req >= 0) {
            grows(ledger.request(req), e, at, judge);
        }
    }

    private void grows(Request r, SetIsize e, int at, Judge judge) {
        if (r.issue == null || !r.write() || e.iSize() <= r.issue.iSize()
                || r.issue.ino() >= 0 && r.issue.ino() != e.ino()) {
            return;
        }
        judge.judged();
        dataBeforeSize.second(r.req, at, tooEarly(r.req), judge);
        for (Bio bio : r.bios) {
            if (bio.endedAt < 0) {
                judge.violated(tooEarly(r.req), at);
            } else if (bio.failed() && bio.submit.off() >= 0 && bio.submit.off() < e.iSize()
                    && bio.submit.off() + bio.submit.bytes() > r.issue.iSize()) {
                judge.violated("The size grew over bio " + bio.submit.bio() + " of request " + r.req + ", which failed.", at);
            }
        }
        if (orphans.get(r.req) == Orphan.GONE) {
            judge.violated("request " + r.req + " took the inode off the orphan list before its size grew: a crash in between"
                    + " leaves blocks beyond the end.", at);
        }
    }

    private static String tooEarly(int req) {
        return "The size grew before the data of request " + req + " was on disk.";
    }
}
