// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.DioEvent.DioAlloc;
import endio.event.DioEvent.Ref;
import endio.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** S9. A dio whose count never changed, freed before anything was submitted, is not judged. */
final class RefcountZero implements Monitor {
    static final Property S9 = Rule.of("S9", "refcount-zero-exactly-once",
            "The reference count of a dio reaches zero once, and only after each of its bios was submitted and has"
            + " ended.",
            Needs.OBJECT_ORDER, RefcountZero::new, DioAlloc.class, Ref.class, BioSubmit.class, BioEnd.class);

    private static final int NONE = -1;

    private final Map<Integer, Integer> zero = new TreeMap<>();
    private final Map<Integer, Integer> dioOfBio = new HashMap<>();
    private final Map<Integer, Integer> running = new HashMap<>();
    private final Map<Integer, Integer> ended = new HashMap<>();
    private final Precedence bioBeforeZero = new Precedence();

    @Override
    public void on(int at, Context where, Event event, Judge judge) {
        if (event instanceof Ref e) {
            ref(at, e, judge);
        } else if (event instanceof BioSubmit e && e.dio() >= 0) {
            dioOfBio.put(e.bio(), e.dio());
            running.merge(e.dio(), 1, Integer::sum);
            bioBeforeZero.late(e.dio(), at, "bio " + e.bio() + " was submitted after the reference count of dio "
                    + e.dio()
                    + " had reached zero.", judge);
        } else if (event instanceof BioEnd e && dioOfBio.containsKey(e.bio())) {
            int dio = dioOfBio.get(e.bio());
            Integer first = ended.putIfAbsent(e.bio(), at);
            if (first != null) {
                judge.violated("bio " + e.bio() + " has ended twice, and dropped a reference of dio " + dio
                        + " that it had not.",
                        first, at);
                return;
            }
            running.merge(dio, -1, Integer::sum);
            bioBeforeZero.first(dio, at, "The reference count of dio " + dio + " reached zero before bio " + e.bio()
                    + " had ended.", judge);
        }
    }

    private void ref(int at, Ref e, Judge judge) {
        int first = zero.getOrDefault(e.dio(), NONE);
        if (e.to() < 0) {
            judge.violated("The reference count of dio " + e.dio() + " fell to " + e.to() + ".", at);
        } else if (e.to() > 0) {
            zero.putIfAbsent(e.dio(), NONE);
        } else if (first != NONE) {
            judge.violated("The reference count of dio " + e.dio() + " reached zero twice.", first, at);
        } else {
            judge.judged();
            zero.put(e.dio(), at);
            bioBeforeZero.second(e.dio(), at, "The reference count of dio " + e.dio()
                    + " reached zero beside one of its bios.",
                    judge);
        }
    }

    @Override
    public void end(Ending ending, Judge judge) {
        zero.forEach((dio, at) -> {
            if (at != NONE && running.getOrDefault(dio, 0) > 0
                    && (ending.quiescent() || ending.kind() == Ending.Kind.STUCK)) {
                judge.violated("The reference count of dio " + dio + " reached zero although " + running.get(dio)
                        + " of its bios never ended.", at);
            } else if (at == NONE && ending.quiescent()) {
                judge.judged();
                judge.violated("The reference count of dio " + dio + " never reached zero.");
            }
        });
    }
}
