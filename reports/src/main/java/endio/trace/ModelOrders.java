// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.BioEvent.BioEnd;
import endio.event.BioEvent.BioSubmit;
import endio.event.Context;
import endio.event.Event;
import endio.event.FileSystemEvent.ConvertBegin;
import endio.event.FileSystemEvent.ConvertEnd;
import endio.event.MemoryEvent.Free;
import endio.event.MemoryEvent.Use;
import endio.event.RequestEvent.Issue;
import endio.event.WorkEvent.QueueWork;
import endio.event.WorkEvent.WorkEnd;
import endio.event.WorkEvent.WorkStart;
import endio.property.Ending;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Needs;
import endio.property.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Listens to the model as a recording listens to a kernel: collects the orders of executions with one direct request,
 * and the edges of the automata that they take. It judges nothing.
 *
 * @param orders what may come before what
 * @param coverage edges of automata
 */
public record ModelOrders(Orders orders, RvAutomaton.Coverage coverage) implements Property {

    @Override
    public String id() {
        return "orders";
    }

    @Override
    public String title() {
        return "orders";
    }

    @Override
    public String statement() {
        return "Which steps may come before which.";
    }

    @Override
    public Needs needs() {
        return Needs.TOTAL_ORDER;
    }

    @Override
    public Set<Class<? extends Event>> hears() {
        return Set.of(Event.class);
    }

    @Override
    public Monitor monitor() {
        return new Listener();
    }

    private final class Listener implements Monitor {
        private final List<Event> events = new ArrayList<>();
        private final List<Context> where = new ArrayList<>();
        private final List<Integer> at = new ArrayList<>();
        private final Set<Integer> bios = new HashSet<>();
        private int requests;

        @Override
        public void on(int position, Context who, Event event, Judge judge) {
            requests += event instanceof Issue ? 1 : 0;
            if (event instanceof BioSubmit e && e.req() >= 0) {
                bios.add(e.bio());
            }
            if (ofARequest(event)) {
                events.add(event);
                where.add(who);
                at.add(position);
            }
        }

        /** Others, and what is not of the core's objects, a recording does not show either. */
        private boolean ofARequest(Event event) {
            return event instanceof BioSubmit e ? e.req() >= 0
                    : event instanceof BioEnd e ? bios.contains(e.bio())
                    : event instanceof QueueWork e ? e.dio() >= 0
                    : event instanceof WorkStart e ? e.dio() >= 0
                    : event instanceof WorkEnd e ? e.dio() >= 0
                    : event instanceof ConvertBegin e ? e.req() >= 0
                    : event instanceof ConvertEnd e ? e.req() >= 0
                    : event instanceof Use use ? use.object().type().equals("dio")
                    : !(event instanceof Free free) || free.object().type().equals("dio");
        }

        @Override
        public void end(Ending ending, Judge judge) {
            if (requests == 1) {
                orders.add(events, (a, b) -> judge.before(at.get(a), at.get(b)));
                coverage.follow(where, events);
            }
        }
    }
}
