// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fiber;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Fibers on platform threads. The baton goes straight from one to the next; threads wait in a pool for their next fiber. */
final class ThreadFibers implements Fibers {
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private volatile boolean closed;
    /** Whose turn it is. */
    private volatile @Nullable Worker turn;

    @Override
    public Fiber create(Runnable body) {
        return new OnThread(this, body);
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public Thread carrier(Thread driver) {
        Worker running = turn;
        return running == null ? driver : running;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (idle) {
            idle.forEach(LockSupport::unpark);
            idle.clear();
        }
    }

    private Worker worker() {
        synchronized (idle) {
            Worker worker = idle.poll();
            if (worker != null) {
                return worker;
            }
        }
        Worker fresh = new Worker(this);
        fresh.start();
        return fresh;
    }

    /** A thread of the pool. */
    private static final class Worker extends Thread {
        private final ThreadFibers pool;
        private volatile @Nullable OnThread job;

        Worker(ThreadFibers pool) {
            super("endio-fiber");
            setDaemon(true);
            this.pool = pool;
        }

        void give(OnThread fiber) {
            job = fiber;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            while (!pool.closed) {
                OnThread fiber = job;
                if (fiber == null) {
                    LockSupport.park(this);
                    continue;
                }
                job = null;
                fiber.work(this);
            }
        }
    }

    private static final class OnThread extends Fiber {
        private final ThreadFibers pool;
        private final Runnable body;
        private @Nullable Worker worker;
        /** Who called resume; handed on from fiber to fiber. */
        private @Nullable Baton resumer;
        private volatile boolean turn;
        private volatile boolean discarded;
        private volatile boolean done;

        OnThread(ThreadFibers pool, Runnable body) {
            this.pool = pool;
            this.body = body;
        }

        @Override
        public void resume() {
            if (done) {
                throw new IllegalStateException("this fiber has ended");
            }
            Baton baton = new Baton(Thread.currentThread());
            go(baton);
            baton.await();
        }

        private void go(Baton baton) {
            resumer = baton;
            successor = null;
            turn = true;
            Worker on = worker;
            if (on == null) {
                on = pool.worker();
                worker = on;
                pool.turn = on;
                on.give(this);
            } else {
                pool.turn = on;
                LockSupport.unpark(on);
            }
        }

        @Override
        public void handOver(Fiber next) {
            stopIfDiscarded();
            turn = false;
            ((OnThread) next).go(baton());
            awaitTurn();
        }

        @Override
        public void pause() {
            stopIfDiscarded();
            turn = false;
            baton().giveBack();
            awaitTurn();
        }

        private void awaitTurn() {
            while (!turn) {
                LockSupport.park(this);
            }
            stopIfDiscarded();
        }

        private void stopIfDiscarded() {
            if (discarded) {
                throw unwinding();
            }
        }

        private Baton baton() {
            Baton baton = resumer;
            if (baton == null) {
                throw new IllegalStateException("not running");
            }
            return baton;
        }

        void work(Worker on) {
            try {
                body.run();
            } catch (Unwound end) {
                successor = null;
            } catch (Throwable fault) {
                successor = null;
                baton().fault = fault;
            }
            Baton baton = baton();
            @Nullable Fiber next = successor;
            worker = null;
            turn = false;
            done = true;
            synchronized (pool.idle) {
                pool.idle.push(on);
            }
            if (next == null) {
                baton.giveBack();
            } else {
                ((OnThread) next).go(baton);
            }
        }

        @Override
        public boolean done() {
            return done;
        }

        @Override
        public void discard() {
            if (!done && worker != null) {
                discarded = true;
                resume();
            }
        }
    }

    /** Goes back to the thread that called resume. */
    private static final class Baton {
        private final Thread owner;
        private volatile boolean back;
        private @Nullable Throwable fault;

        Baton(Thread owner) {
            this.owner = owner;
        }

        void giveBack() {
            back = true;
            LockSupport.unpark(owner);
        }

        void await() {
            while (!back) {
                LockSupport.park(this);
            }
            if (fault instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (fault instanceof Error error) {
                throw error;
            }
        }
    }
}
