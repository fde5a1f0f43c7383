// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;
import java.util.Map;

/**
 * One step of an execution: an operation on a cell, an event, or a choice.
 *
 * @param n its number, from 1, without gaps
 * @param lane index of its context in {@link FindingRecord#lanes()}
 * @param op the operation in the kernel's strength, {@code LOAD} or {@code LOCK}; empty for an event
 * @param cell what it is performed on: {@code dio#0.refcount}
 * @param before the cell's value before, as text
 * @param after the cell's value after, as text
 * @param event name of the event, as a trace would tell it; empty for an operation
 * @param fields the event's fields in their order: numbers, booleans, texts, or lists and maps of them
 * @param stack indexes into {@link FindingRecord#functions()}, outermost first
 * @param line line of the innermost function's file, 0 if not known
 * @param switched another thread made the step before
 * @param preempted that thread could have gone on
 * @param enabled threads that could have made this step
 * @param happensAfter steps that come before this one in every order that the execution stands for: its nearest ones
 */
public record Step(int n, int lane, String op, String cell, String before, String after, String event,
        Map<String, Object> fields, List<Integer> stack, int line, boolean switched, boolean preempted,
        List<Integer> enabled, List<Integer> happensAfter) {

    public Step {
        op = Given.text(op);
        cell = Given.text(cell);
        before = Given.text(before);
        after = Given.text(after);
        event = Given.text(event);
        fields = Given.map(fields);
        stack = Given.list(stack);
        enabled = Given.list(enabled);
        happensAfter = Given.list(happensAfter);
    }

    /** Whether it is an event. */
    public boolean said() {
        return !event.isEmpty();
    }

    /** Whether it changed its cell. */
    public boolean changed() {
        return !said() && !before.equals(after);
    }

    /** The field {@code name} as a number, or {@code otherwise}. */
    public long number(String name, long otherwise) {
        return fields.get(name) instanceof Number n ? n.longValue() : otherwise;
    }

    /** The field {@code name} as text, empty if there is none. */
    public String text(String name) {
        Object value = fields.get(name);
        return value == null ? "" : String.valueOf(value);
    }
}
