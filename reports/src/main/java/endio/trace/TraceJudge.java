// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import endio.event.BioEvent.BioSubmit;
import endio.property.Ending;
import endio.property.Judge;
import endio.property.Monitor;
import endio.property.Property;
import java.util.ArrayList;
import java.util.List;

/** Lets one property judge the events of one request, mount or wait: in a recording, before is before. */
final class TraceJudge implements Judge {
    private final String property;
    private final List<Told> told;
    private final List<Violation> violations = new ArrayList<>();
    private boolean ended;
    private int judged;
    private int undecided;

    private TraceJudge(String property, List<Told> told) {
        this.property = property;
        this.told = told;
    }

    /** @param told the events that the property hears, in their order */
    static TraceJudge judge(Property property, List<Told> told, Ending ending) {
        TraceJudge judge = new TraceJudge(property.id(), told);
        Monitor monitor = property.monitor();
        for (Told each : told) {
            monitor.on(each.at(), each.where(), each.event(), judge);
        }
        judge.ended = true;
        monitor.end(ending, judge);
        return judge;
    }

    @Override
    public boolean before(int a, int b) {
        return a < b;
    }

    @Override
    public void judged() {
        judged++;
    }

    @Override
    public void violated(String sentence, int... at) {
        List<Told> where = new ArrayList<>();
        for (int position : at) {
            told.stream().filter(each -> each.at() == position).findFirst().ifPresent(where::add);
        }
        Violation violation = new Violation(property, sentence, List.copyOf(where), ended && missing(where));
        if (violation.undecided()) {
            undecided++;
        } else {
            violations.add(violation);
        }
    }

    /**
     * Whether it tells of what never happened: nothing to compare with, or a request that was begun and never ended.
     */
    private static boolean missing(List<Told> where) {
        return where.size() < 2 || where.get(0).event() instanceof BioSubmit;
    }

    int judgedCount() {
        return judged;
    }

    List<Violation> violations() {
        return violations;
    }

    /** Violations that rest on the order of two events of which the recording leaves the order open. */
    int undecided() {
        return undecided;
    }
}
