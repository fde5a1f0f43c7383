// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

/**
 * What can be done to one {@link Cell} in one indivisible step, with the strength that the kernel gives it.
 *
 * <p>Every operation has operands {@code a} and {@code b}, is {@link #ready} or blocks, gives the cell its {@link #next}
 * value, and returns the value that the cell had before. An operation that blocks is one event: there is no event for an
 * attempt that did not get through.
 */
public enum Op {
    /** Plain load. */
    LOAD(Access.READ, Order.PLAIN),
    /** {@code READ_ONCE}. */
    LOAD_ONCE(Access.READ, Order.ONCE),
    /** {@code smp_load_acquire}. */
    LOAD_ACQUIRE(Access.READ, Order.ACQUIRE),
    /** Plain store of {@code a}. */
    STORE(Access.WRITE, Order.PLAIN),
    /** {@code WRITE_ONCE} of {@code a}. */
    STORE_ONCE(Access.WRITE, Order.ONCE),
    /** {@code smp_store_release} of {@code a}. */
    STORE_RELEASE(Access.WRITE, Order.RELEASE),
    /** Adds {@code a}; nobody uses the result ({@code atomic_inc}), so it commutes with its like. */
    ADD(Access.UPDATE, Order.ONCE),
    /** Adds {@code a} and uses the result ({@code atomic_dec_and_test}); fully ordered. */
    ADD_RETURN(Access.UPDATE, Order.FULL),
    /** Sets the bits of {@code a}; result unused ({@code set_bit}). */
    OR(Access.UPDATE, Order.ONCE),
    /** Keeps only the bits of {@code a}; result unused ({@code clear_bit}). */
    AND(Access.UPDATE, Order.ONCE),
    /** Sets the bits of {@code a} and uses the result ({@code test_and_set_bit}); fully ordered, also when already set. */
    FETCH_OR(Access.UPDATE, Order.FULL),
    /** Keeps only the bits of {@code a} and uses the result ({@code test_and_clear_bit}); fully ordered. */
    FETCH_AND(Access.UPDATE, Order.FULL),
    /** {@code xchg}: stores {@code a}, returns what was there; fully ordered. */
    XCHG(Access.UPDATE, Order.FULL),
    /** {@code cmpxchg}: stores {@code b} if the value is {@code a}; fully ordered if it stored, else a mere read. */
    CMPXCHG(Access.UPDATE, Order.FULL),
    /** Waits until the word is 0, then stores {@code a}, which is not 0 (the owner): spin lock or mutex. */
    LOCK(Access.UPDATE, Order.ACQUIRE),
    /** Stores {@code a} if the word is 0, else is a mere read. */
    TRY_LOCK(Access.UPDATE, Order.ACQUIRE),
    /** Stores 0. */
    UNLOCK(Access.WRITE, Order.RELEASE),
    /** Waits until the word is not negative, then adds 1: read side of a semaphore. */
    DOWN_READ(Access.UPDATE, Order.ACQUIRE),
    /** Takes 1 off. */
    UP_READ(Access.UPDATE, Order.RELEASE),
    /** Waits until the word is 0, then stores -1: write side of a semaphore. */
    DOWN_WRITE(Access.UPDATE, Order.ACQUIRE),
    /** Stores 0. */
    UP_WRITE(Access.WRITE, Order.RELEASE),
    /** Waits until the value is {@code a}; one read. */
    AWAIT_EQ(Access.READ, Order.ACQUIRE),
    /** Waits until the value is not {@code a}; one read. */
    AWAIT_NE(Access.READ, Order.ACQUIRE),
    /** Waits until the value is at least {@code a}; one read. */
    AWAIT_GE(Access.READ, Order.ACQUIRE),
    /** Waits until the value is at most {@code a}; one read. */
    AWAIT_LE(Access.READ, Order.ACQUIRE);

    /** How an operation uses its cell. */
    public enum Access {
        /** Leaves the value as it was. */
        READ,
        /** Replaces the value without looking. */
        WRITE,
        /** Looks and replaces, in one step. */
        UPDATE
    }

    /** Ordering strength, as in the kernel's memory model. */
    public enum Order { PLAIN, ONCE, ACQUIRE, RELEASE, FULL }

    private final Access access;
    private final Order order;

    Op(Access access, Order order) {
        this.access = access;
        this.order = order;
    }

    /** How this operation uses its cell, if it succeeds. */
    public Access access() {
        return access;
    }

    /** Ordering strength. */
    public Order order() {
        return order;
    }

    /**
     * Whether two of this kind by two threads, one right after the other, may as well come in the other order: whatever the value and
     * the operands, both get through and leave the same, and nobody uses what they return. A reader that comes before or after
     * another one of the semaphore is an example. That a model looks at the value for an event alone does not count as use.
     */
    public boolean likeCommutes() {
        return switch (this) {
            case ADD, OR, AND, DOWN_READ, UP_READ -> true;
            default -> false;
        };
    }

    /** Whether this operation can wait: it is then performed only in a state in which it is {@link #ready}. */
    public boolean waits() {
        return switch (this) {
            case LOCK, DOWN_READ, DOWN_WRITE, AWAIT_EQ, AWAIT_NE, AWAIT_GE, AWAIT_LE -> true;
            default -> false;
        };
    }

    /** Whether it can be performed on a word that holds {@code value}. Always true unless it {@link #waits}. */
    public boolean ready(long value, long a) {
        return switch (this) {
            case LOCK, DOWN_WRITE -> value == 0;
            case DOWN_READ -> value >= 0;
            case AWAIT_EQ -> value == a;
            case AWAIT_NE -> value != a;
            case AWAIT_GE -> value >= a;
            case AWAIT_LE -> value <= a;
            default -> true;
        };
    }

    /** The value after it, on a word that holds {@code value}. */
    public long next(long value, long a, long b) {
        return switch (this) {
            case STORE, STORE_ONCE, STORE_RELEASE, XCHG, LOCK -> a;
            case ADD, ADD_RETURN -> value + a;
            case OR, FETCH_OR -> value | a;
            case AND, FETCH_AND -> value & a;
            case CMPXCHG -> value == a ? b : value;
            case TRY_LOCK -> value == 0 ? a : value;
            case UNLOCK, UP_WRITE -> 0;
            case DOWN_READ -> value + 1;
            case UP_READ -> value - 1;
            case DOWN_WRITE -> -1;
            default -> value;
        };
    }

    /** Whether it is a mere read of a word that holds {@code value}: a load, an await, or an attempt that failed. */
    public boolean readsOnly(long value, long a) {
        return switch (this) {
            case CMPXCHG -> value != a;
            case TRY_LOCK -> value != 0;
            default -> access == Access.READ;
        };
    }
}
