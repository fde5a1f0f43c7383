// SPDX-License-Identifier: GPL-2.0-or-later
package endio.threads;

import endio.machine.Op;
import endio.machine.Ref;
import endio.machine.Word;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Operations on cells as real memory accesses. Plain stays plain, {@code READ_ONCE}/{@code WRITE_ONCE} become opaque,
 * acquire and release are themselves, value-returning atomics are volatile, and atomics without a result are a relaxed
 * compare-and-set loop.
 */
final class Memory {
    private static final VarHandle WORD;
    private static final VarHandle REF;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(Word.class, "value", long.class);
            REF = lookup.findVarHandle(Ref.class, "value", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Memory() {}

    static long perform(Op op, Word word, long a, long b, Waits waits) {
        return switch (op) {
            case LOAD -> (long) WORD.get(word);
            case LOAD_ONCE -> (long) WORD.getOpaque(word);
            case LOAD_ACQUIRE -> (long) WORD.getAcquire(word);
            case STORE -> {
                WORD.set(word, a);
                yield 0;
            }
            case STORE_ONCE -> {
                WORD.setOpaque(word, a);
                yield 0;
            }
            case STORE_RELEASE, UNLOCK, UP_WRITE -> {
                WORD.setRelease(word, op.next(0, a, b));
                yield 0;
            }
            case ADD_RETURN -> (long) WORD.getAndAdd(word, a);
            case UP_READ -> (long) WORD.getAndAddRelease(word, -1L);
            case FETCH_OR -> (long) WORD.getAndBitwiseOr(word, a);
            case FETCH_AND -> (long) WORD.getAndBitwiseAnd(word, a);
            case XCHG -> (long) WORD.getAndSet(word, a);
            case CMPXCHG -> (long) WORD.compareAndExchange(word, a, b);
            case TRY_LOCK -> (long) WORD.compareAndExchangeAcquire(word, 0L, a);
            case ADD, OR, AND -> relaxed(op, word, a);
            case LOCK, DOWN_READ, DOWN_WRITE -> acquire(op, word, a, waits);
            case AWAIT_EQ, AWAIT_NE, AWAIT_GE, AWAIT_LE -> await(op, word, a, waits);
        };
    }

    private static long relaxed(Op op, Word word, long a) {
        while (true) {
            long seen = (long) WORD.getOpaque(word);
            if (WORD.weakCompareAndSetPlain(word, seen, op.next(seen, a, 0))) {
                return seen;
            }
        }
    }

    private static long acquire(Op op, Word word, long a, Waits waits) {
        while (true) {
            long seen = await(op, word, a, waits);
            if ((long) WORD.compareAndExchangeAcquire(word, seen, op.next(seen, a, 0)) == seen) {
                return seen;
            }
        }
    }

    private static long await(Op op, Word word, long a, Waits waits) {
        long seen = (long) WORD.getAcquire(word);
        for (int tries = 0; !op.ready(seen, a); tries++) {
            boolean nobody = waits.again(tries);
            seen = (long) WORD.getAcquire(word);
            if (nobody && !op.ready(seen, a)) {
                throw new Stopped();
            }
        }
        return seen;
    }

    @SuppressWarnings("unchecked")
    static <T> @Nullable T perform(Op op, Ref<T> ref, @Nullable T a, @Nullable T b) {
        return switch (op) {
            case LOAD -> (T) REF.get(ref);
            case LOAD_ONCE -> (T) REF.getOpaque(ref);
            case LOAD_ACQUIRE -> (T) REF.getAcquire(ref);
            case STORE -> {
                REF.set(ref, a);
                yield null;
            }
            case STORE_ONCE -> {
                REF.setOpaque(ref, a);
                yield null;
            }
            case STORE_RELEASE -> {
                REF.setRelease(ref, a);
                yield null;
            }
            case XCHG -> (T) REF.getAndSet(ref, a);
            case CMPXCHG -> (T) REF.compareAndExchange(ref, a, b);
            default -> throw new IllegalArgumentException(op + " on the pointer " + ref);
        };
    }
}
