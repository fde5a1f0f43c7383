// SPDX-License-Identifier: GPL-2.0-or-later
package endio.machine;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.ObjectId;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each operation does to a word, as a table. */
class OpTest {

    /** On a word that holds {@code value}: whether it gets through, what it leaves, whether that was a mere read. */
    @ParameterizedTest
    @CsvSource({
        "LOAD, 6, 0, 0, true, 6, true", "LOAD_ONCE, 6, 0, 0, true, 6, true", "LOAD_ACQUIRE, 6, 0, 0, true, 6, true",
        "STORE, 6, 3, 0, true, 3, false", "STORE_ONCE, 6, 3, 0, true, 3, false", "STORE_RELEASE, 6, 3, 0, true, 3, false",
        "ADD, 6, 3, 0, true, 9, false", "ADD_RETURN, 6, -1, 0, true, 5, false",
        "OR, 6, 3, 0, true, 7, false", "FETCH_OR, 6, 3, 0, true, 7, false",
        "AND, 6, 3, 0, true, 2, false", "FETCH_AND, 6, 3, 0, true, 2, false",
        "XCHG, 6, 3, 0, true, 3, false",
        "CMPXCHG, 6, 6, 9, true, 9, false", "CMPXCHG, 6, 5, 9, true, 6, true",
        "LOCK, 0, 3, 0, true, 3, false", "LOCK, 1, 3, 0, false, 3, false",
        "TRY_LOCK, 0, 3, 0, true, 3, false", "TRY_LOCK, 1, 3, 0, true, 1, true",
        "UNLOCK, 6, 0, 0, true, 0, false",
        "DOWN_READ, 0, 0, 0, true, 1, false", "DOWN_READ, 2, 0, 0, true, 3, false", "DOWN_READ, -1, 0, 0, false, 0, false",
        "UP_READ, 2, 0, 0, true, 1, false",
        "DOWN_WRITE, 0, 0, 0, true, -1, false", "DOWN_WRITE, 1, 0, 0, false, -1, false", "DOWN_WRITE, -1, 0, 0, false, -1, false",
        "UP_WRITE, -1, 0, 0, true, 0, false",
        "AWAIT_EQ, 6, 6, 0, true, 6, true", "AWAIT_EQ, 6, 5, 0, false, 6, true",
        "AWAIT_NE, 6, 6, 0, false, 6, true", "AWAIT_NE, 6, 5, 0, true, 6, true",
        "AWAIT_GE, 6, 6, 0, true, 6, true", "AWAIT_GE, 6, 5, 0, true, 6, true", "AWAIT_GE, 6, 7, 0, false, 6, true",
        "AWAIT_LE, 6, 6, 0, true, 6, true", "AWAIT_LE, 6, 5, 0, false, 6, true", "AWAIT_LE, 6, 7, 0, true, 6, true"})
    void isReadyAndLeaves(Op op, long value, long a, long b, boolean ready, long next, boolean readsOnly) {
        assertThat(op.ready(value, a)).as("ready").isEqualTo(ready);
        assertThat(op.next(value, a, b)).as("next").isEqualTo(next);
        assertThat(op.readsOnly(value, a)).as("a mere read").isEqualTo(readsOnly);
        assertThat(ready || op.waits()).as("only what waits is not ready").isTrue();
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void isReadyAtOnceUnlessItWaits(Op op) {
        assertThat(op.waits()).isEqualTo(EnumSet.of(Op.LOCK, Op.DOWN_READ, Op.DOWN_WRITE, Op.AWAIT_EQ, Op.AWAIT_NE, Op.AWAIT_GE,
                Op.AWAIT_LE).contains(op));
    }

    /** Whatever a word holds: both orders of two of a kind get through alike and leave the same. */
    @ParameterizedTest
    @EnumSource(Op.class)
    void commutesWithItsLikeIfTheOrderLeavesNoTrace(Op op) {
        assertThat(op.likeCommutes()).isEqualTo(EnumSet.of(Op.ADD, Op.OR, Op.AND, Op.DOWN_READ, Op.UP_READ).contains(op));
        if (op.likeCommutes()) {
            for (long value = 0; value < 4; value++) {
                assertThat(op.next(op.next(value, 1, 0), 2, 0)).isEqualTo(op.next(op.next(value, 2, 0), 1, 0));
            }
        }
    }

    @Test
    void releasesAndAcquiresAsTheKernelsMemoryModelHasIt() {
        assertThat(EnumSet.allOf(Op.class)).filteredOn(op -> op.order() == Op.Order.FULL).containsExactly(Op.ADD_RETURN,
                Op.FETCH_OR, Op.FETCH_AND, Op.XCHG, Op.CMPXCHG);
        assertThat(EnumSet.allOf(Op.class)).filteredOn(op -> op.order() == Op.Order.RELEASE).containsExactly(Op.STORE_RELEASE,
                Op.UNLOCK, Op.UP_READ, Op.UP_WRITE);
        assertThat(EnumSet.allOf(Op.class)).filteredOn(op -> op.access() == Op.Access.WRITE).containsExactly(Op.STORE,
                Op.STORE_ONCE, Op.STORE_RELEASE, Op.UNLOCK, Op.UP_WRITE);
    }

    @Test
    void aCellIsNamedAfterItsOwnerAndItsField() {
        Word word = new Word(7, new ObjectId("dio", 1), "refcount", 2);
        assertThat(word).hasToString("dio#1.refcount");
        assertThat(word.id()).isEqualTo(7);
        assertThat(word.owner()).isEqualTo(new ObjectId("dio", 1));
        assertThat(word.name()).isEqualTo("refcount");
        assertThat(word.value).isEqualTo(2);
        assertThat(new Ref<>(8, new ObjectId("dio", 1), "bio", "b").value).isEqualTo("b");
    }
}
