// SPDX-License-Identifier: GPL-2.0-or-later
package endio.fiber;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Fibers on the JDK's own continuations, reached through constant method handles so that class files stay at release 17. */
final class Continuations implements Fibers {
    static final boolean AVAILABLE;
    /** Why not, in the JDK's words; empty if they are. */
    static final String REASON;
    private static final MethodHandle NEW;
    private static final MethodHandle RUN;
    private static final MethodHandle YIELD;
    private static final MethodHandle IS_DONE;

    static {
        MethodHandle create = never(MethodType.methodType(Object.class, Runnable.class));
        MethodHandle run = never(MethodType.methodType(void.class, Object.class));
        MethodHandle yield = never(MethodType.methodType(void.class));
        MethodHandle isDone = never(MethodType.methodType(boolean.class, Object.class));
        String reason = "";
        try {
            Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
            Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Object scope = lookup.findConstructor(scopeType, MethodType.methodType(void.class, String.class))
                    .invoke("endio");
            create = MethodHandles.insertArguments(lookup.findConstructor(continuation,
                            MethodType.methodType(void.class, scopeType, Runnable.class)), 0, scope)
                    .asType(create.type());
            run = lookup.findVirtual(continuation, "run", MethodType.methodType(void.class)).asType(run.type());
            yield = lookup.findStatic(continuation, "yield", MethodType.methodType(boolean.class, scopeType))
                    .bindTo(scope).asType(yield.type());
            isDone = lookup.findVirtual(continuation, "isDone", MethodType.methodType(boolean.class))
                    .asType(isDone.type());
        } catch (Throwable missing) {
            reason = missing.toString();
        }
        NEW = create;
        RUN = run;
        YIELD = yield;
        IS_DONE = isDone;
        REASON = reason;
        AVAILABLE = reason.isEmpty();
    }

    private static MethodHandle never(MethodType type) {
        return MethodHandles.empty(type);
    }

    @Override
    public Fiber create(Runnable body) {
        return new OnContinuation(body);
    }

    @Override
    public String name() {
        return "continuations";
    }

    private static final class OnContinuation extends Fiber {
        private final Object continuation;

        OnContinuation(Runnable body) {
            try {
                continuation = (Object) NEW.invokeExact(body);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        public void resume() {
            if (done()) {
                throw new IllegalStateException("this fiber has ended");
            }
            @Nullable Fiber next = this;
            while (next != null) {
                OnContinuation running = (OnContinuation) next;
                running.successor = null;
                try {
                    RUN.invokeExact(running.continuation);
                } catch (Throwable e) {
                    throw unexpected(e);
                }
                next = running.successor;
            }
        }

        @Override
        public void handOver(Fiber next) {
            successor = next;
            yieldHere();
        }

        @Override
        public void pause() {
            successor = null;
            yieldHere();
        }

        private void yieldHere() {
            try {
                YIELD.invokeExact();
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        public boolean done() {
            try {
                return (boolean) IS_DONE.invokeExact(continuation);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        public void discard() {
            successor = null;
        }

        private static RuntimeException unexpected(Throwable e) {
            if (e instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (e instanceof Error error) {
                throw error;
            }
            return new IllegalStateException(e);
        }
    }
}
