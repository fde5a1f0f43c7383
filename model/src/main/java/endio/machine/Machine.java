// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

import endio.event.Context;
import endio.event.ContextKind;
import endio.event.Event;
import endio.event.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What an engine gives to a model: memory, threads, choice, and an ear.
 *
 * <p>A model is deterministic but for what it asks here. Between two calls of this interface a logical thread runs alone,
 * touches nothing that another one can see, and never waits.
 */
public interface Machine {

    /** A new word, unknown to all but its maker. */
    Word word(ObjectId owner, String name, long initial);

    /** A new pointer, unknown to all but its maker. */
    <T> Ref<T> ref(ObjectId owner, String name, @Nullable T initial);

    /**
     * Performs {@code op} on {@code cell}, after waiting until it is {@linkplain Op#ready ready}.
     *
     * @return the value that the cell had just before
     */
    long perform(Op op, Word cell, long a, long b);

    /**
     * Performs a load, a store, {@link Op#XCHG} or {@link Op#CMPXCHG} (by identity) on a pointer.
     *
     * @return the value that the cell had just before
     * @throws IllegalArgumentException if {@code op} is none of these
     */
    <T> @Nullable T perform(Op op, Ref<T> cell, @Nullable T a, @Nullable T b);

    /** Numbers an object: the next of its type in this execution, from 0. */
    ObjectId number(String type);

    /**
     * A new logical thread that runs {@code body}. It may start at once or never before its maker waits; what its maker did
     * before this call happens before all that it does.
     *
     * @param kind what it runs as
     * @param name for people: {@code task0}, {@code irq/bio1}, {@code kworker0}
     */
    void spawn(ContextKind kind, String name, Runnable body);

    /**
     * The same for one of several threads that are equal: two of them that have the same maker and the same {@code equal} could
     * change places, with nothing different but numbers and names of theirs and of their {@code own} objects, and nobody asks
     * for these. Then an engine need not let them begin in every order: what counts is their first choice, or operation on an
     * object that is not their own.
     *
     * @param equal tells them from other threads of their maker; compared by {@code equals}
     * @param own an object that nobody else touches from here on; null: it has none
     */
    default void spawn(ContextKind kind, String name, Object equal, @Nullable ObjectId own, Runnable body) {
        spawn(kind, name, body);
    }

    /** What the calling thread runs as, now. */
    Context current();

    /** What {@link #keep} gave last in the calling thread, or null: the model's {@code current}. */
    @Nullable Object kept();

    /** Keeps one object with the calling thread, for {@link #kept}. A thread starts with none. */
    void keep(Object object);

    /**
     * Runs {@code body} in the calling thread as another context: a bio that is ended inside {@code submit_bio}, an
     * interrupt on top of a task.
     */
    void nested(ContextKind kind, String name, Runnable body);

    /**
     * A choice that the model leaves open: whether a bio fails, an allocation returns null, a sleeper wakes without reason.
     *
     * @param what for people, in a few words
     * @param alternatives how many there are, at least 1; 0 is the ordinary one
     * @return from 0 to {@code alternatives - 1}
     */
    int choose(String what, int alternatives);

    /** Something happened, here and now. An event is a step of its thread but touches no cell. */
    void say(Event event);

    /**
     * Runs {@code look} when no thread is left that can run: to check the final state, or to add to the
     * {@linkplain #outcome outcome}. Operations in it are performed at once. To be called while the program boots.
     */
    void atEnd(Runnable look);

    /** Adds {@code text} to what this execution ended with; executions are told apart by their whole outcome. */
    void outcome(String text);
}
