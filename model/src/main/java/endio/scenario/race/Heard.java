// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A machine under a race: hears what each part says, and keeps the threads that the model would start until all parts are
 * over. A part writes to its own list only, so that hearing orders nothing.
 */
final class Heard implements Machine {

    /** What one part said and started. */
    static final class Part {
        final List<Event> said = new ArrayList<>();
        final List<Started> started = new ArrayList<>();
    }

    /** A thread that the model wanted. */
    record Started(ContextKind kind, String name, Runnable body) {}

    private final Machine machine;
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private Part[] parts = {new Part()};

    Heard(Machine machine) {
        this.machine = machine;
    }

    /** Room for parts 1 to {@code n}; 0 is whoever sets the stage. */
    void parts(int n) {
        Part boot = parts[0];
        parts = new Part[n + 1];
        parts[0] = boot;
        for (int i = 1; i <= n; i++) {
            parts[i] = new Part();
        }
    }

    Part part(int number) {
        return parts[number];
    }

    Part mine() {
        int thread = machine.current().thread();
        return thread > 0 && thread < parts.length ? parts[thread] : parts[0];
    }

    List<Event> all() {
        List<Event> all = new ArrayList<>();
        for (Part part : parts) {
            all.addAll(part.said);
        }
        return all;
    }

    void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    @Override
    public void say(Event event) {
        machine.say(event);
        mine().said.add(event);
        for (Consumer<Event> listener : listeners) {
            listener.accept(event);
        }
    }

    @Override
    public void spawn(ContextKind kind, String name, Runnable body) {
        mine().started.add(new Started(kind, name, body));
    }

    @Override
    public Word word(ObjectId owner, String name, long initial) {
        return machine.word(owner, name, initial);
    }

    @Override
    public <T> Ref<T> ref(ObjectId owner, String name, @Nullable T initial) {
        return machine.ref(owner, name, initial);
    }

    @Override
    public long perform(Op op, Word cell, long a, long b) {
        return machine.perform(op, cell, a, b);
    }

    @Override
    public <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b) {
        return machine.perform(op, cell, a, b);
    }

    @Override
    public ObjectId number(String type) {
        return machine.number(type);
    }

    @Override
    public Context current() {
        return machine.current();
    }

    @Override
    public @Nullable Object kept() {
        return machine.kept();
    }

    @Override
    public void keep(Object object) {
        machine.keep(object);
    }

    @Override
    public void nested(ContextKind kind, String name, Runnable body) {
        machine.nested(kind, name, body);
    }

    @Override
    public int choose(String what, int alternatives) {
        return machine.choose(what, alternatives);
    }

    @Override
    public void atEnd(Runnable look) {
        machine.atEnd(look);
    }

    @Override
    public void outcome(String text) {
        machine.outcome(text);
    }
}
