// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.event.ContextKind;
import endio.event.LogEvent;
import endio.event.ObjectId;
import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Program;
import endio.machine.Word;

/**
 * The protocol that endio is compared by with other model checkers, small enough to be written for each of them: a request holds a
 * reference of its own and one for every bio that it has submitted. Each is dropped under a spin lock; who drops the last one wakes a
 * worker, which converts and then completes. In the end each request has been completed once, after its conversion, and no reference
 * is left.
 *
 * @param requests that share nothing
 * @param bios of each request
 * @param parted a reference is dropped by a load and a store, as on a real machine; otherwise in one step
 * @param mistake what is wrong
 */
public record SharedReference(int requests, int bios, boolean parted, Mistake mistake) implements Program {

    /** What can be wrong with the protocol. */
    public enum Mistake {
        /** Nothing. */
        NONE,
        /** References are dropped without the lock. */
        UNLOCKED_PUT,
        /** Who drops the last reference completes the request before the worker is woken. */
        COMPLETED_EARLY
    }

    /** One request of so many bios, without a mistake. */
    public static SharedReference ofBios(int bios) {
        return new SharedReference(1, bios, false, Mistake.NONE);
    }

    @Override
    public void boot(Machine machine) {
        for (int i = 0; i < requests; i++) {
            Request request = new Request(machine, new ObjectId("request", i));
            machine.spawn(ContextKind.KWORKER, "kworker" + i, request::work);
            machine.spawn(ContextKind.TASK, "submitter" + i, request::submit);
        }
    }

    private final class Request {
        private final Machine machine;
        private final Word lock;
        private final Word references;
        private final Word queued;
        private final Word converted;
        private final Word completions;
        private final Word early;
        private final int number;

        Request(Machine machine, ObjectId id) {
            this.machine = machine;
            this.number = id.number();
            lock = machine.word(id, "lock", 0);
            references = machine.word(id, "references", 1);
            queued = machine.word(id, "queued", 0);
            converted = machine.word(id, "converted", 0);
            completions = machine.word(id, "completions", 0);
            early = machine.word(id, "early", 0);
            machine.atEnd(this::check);
        }

        void submit() {
            for (int i = 0; i < bios; i++) {
                lock();
                machine.perform(Op.ADD, references, 1, 0);
                unlock();
                machine.spawn(ContextKind.IRQ, "irq/bio" + number + "." + i, "bio", null, this::put);
            }
            put();
        }

        /** The end of a bio, and of the submission. */
        void put() {
            boolean last;
            if (mistake == Mistake.UNLOCKED_PUT) {
                last = drop(true);
            } else {
                lock();
                last = drop(parted);
                unlock();
            }
            if (last) {
                if (mistake == Mistake.COMPLETED_EARLY) {
                    complete();
                }
                machine.perform(Op.STORE, queued, 1, 0);
            }
        }

        private boolean drop(boolean inTwoSteps) {
            if (!inTwoSteps) {
                return machine.perform(Op.ADD_RETURN, references, -1, 0) == 1;
            }
            long left = machine.perform(Op.LOAD, references, 0, 0) - 1;
            machine.perform(Op.STORE, references, left, 0);
            return left == 0;
        }

        void work() {
            machine.perform(Op.AWAIT_EQ, queued, 1, 0);
            machine.perform(Op.STORE, queued, 0, 0);
            machine.perform(Op.STORE, converted, 1, 0);
            if (mistake != Mistake.COMPLETED_EARLY) {
                complete();
            }
        }

        private void complete() {
            if (machine.perform(Op.LOAD, converted, 0, 0) == 0) {
                machine.perform(Op.STORE, early, 1, 0);
            }
            machine.perform(Op.ADD_RETURN, completions, 1, 0);
        }

        private void check() {
            if (value(completions) != 1) {
                fail("completed " + value(completions) + " times");
            }
            if (value(early) != 0) {
                fail("completed before its conversion");
            }
            if (value(references) != 0) {
                fail(value(references) + " references left");
            }
        }

        private long value(Word word) {
            return machine.perform(Op.LOAD, word, 0, 0);
        }

        private void fail(String what) {
            machine.say(new LogEvent.AssertionFailed("request" + number + " " + what));
        }

        private void lock() {
            machine.perform(Op.LOCK, lock, machine.current().thread() + 1L, 0);
        }

        private void unlock() {
            machine.perform(Op.UNLOCK, lock, 0, 0);
        }
    }
}
