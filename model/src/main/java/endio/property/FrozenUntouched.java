// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.FileSystemEvent.Frozen;
import endio.event.FileSystemEvent.Thaw;
import endio.event.InodeEvent.SetIsize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** S45. Changes are data that reaches the device, conversions, and sizes that grow. */
final class FrozenUntouched extends LedgerMonitor {
    static final Property S45 = Rule.onLedger("S45", "frozen-is-untouched",
            "While a file system is frozen no write to it ends, nothing of it is converted, and no size grows.",
            Needs.TOTAL_ORDER, FrozenUntouched::new, Frozen.class, Thaw.class, ConvertEnd.class, SetIsize.class);

    /** Something that changes the file system, from one position to another. */
    private record Change(int begin, int end, String what) {}

    private final List<Integer> frozen = new ArrayList<>();
    private final List<Integer> thawed = new ArrayList<>();
    private final Map<Integer, Integer> converting = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    @Override
    void see(int at, Context where, Event event, Judge judge) {
        if (event instanceof Frozen) {
            frozen.add(at);
        } else if (event instanceof Thaw && thawed.size() < frozen.size()) { // else the recording began within a freeze
            thawed.add(at);
        } else if (event instanceof ConvertBegin e) {
            converting.put(e.call(), at);
        } else if (event instanceof ConvertEnd e) {
            changes.add(new Change(converting.getOrDefault(e.call(), at), at, "a conversion"));
        } else if (event instanceof SetIsize) {
            changes.add(new Change(at, at, "a change of the size"));
        } else if (event instanceof BioEnd e && ledger.bio(e.bio()) != null && ledger.bio(e.bio()).submit.write()) {
            changes.add(new Change(at, at, "bio " + e.bio()));
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        for (int i = 0; i < frozen.size(); i++) {
            int from = frozen.get(i);
            int to = i < thawed.size() ? thawed.get(i) : -1;
            for (Change change : changes) {
                judge.judged();
                boolean before = judge.before(change.end(), from);
                boolean after = to >= 0 && judge.before(to, change.begin());
                if (!before && !after) {
                    judge.violated("The file system is frozen, and " + change.what() + " may still come.", change.end(), from);
                }
            }
        }
    }
}
