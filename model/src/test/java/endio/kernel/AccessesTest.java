// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.ObjectId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Variables, pointers, atomics, flags and lists: which operation each call is, and what it returns. */
class AccessesTest {
    private static final ObjectId DIO = new ObjectId("dio", 0);

    private final OneProcessor machine = new OneProcessor();
    private final Kernel kernel = new Kernel(machine, Faults.NONE);

    @Test
    void anAtomicReturnsTheValueAfter() {
        Atomic refcount = kernel.atomic(DIO, "refcount", 5);
        assertThat(refcount.read()).isEqualTo(5);
        refcount.set(7);
        assertThat(refcount.inc()).isEqualTo(8);
        assertThat(refcount.dec()).isEqualTo(7);
        assertThat(refcount.incReturn()).isEqualTo(8);
        assertThat(refcount.decReturn()).isEqualTo(7);
        assertThat(refcount.read()).isEqualTo(7);
        assertThat(machine.steps()).containsExactly("LOAD_ONCE dio#0.refcount 0 0", "STORE_ONCE dio#0.refcount 7 0",
                "ADD dio#0.refcount 1 0", "ADD dio#0.refcount -1 0", "ADD_RETURN dio#0.refcount 1 0",
                "ADD_RETURN dio#0.refcount -1 0", "LOAD_ONCE dio#0.refcount 0 0");
    }

    @Test
    void aCmpxchgReturnsWhatWasThereAndStoresOnlyOverWhatWasExpected() {
        Atomic count = kernel.atomic(DIO, "count", 5);
        assertThat(count.cmpxchg(4, 9)).isEqualTo(5);
        assertThat(count.cmpxchg(5, 9)).isEqualTo(5);
        assertThat(count.read()).isEqualTo(9);
        Plain plain = kernel.plain(DIO, "flags", 3);
        assertThat(plain.cmpxchg(4, 9)).isEqualTo(3);
        assertThat(plain.cmpxchg(3, 9)).isEqualTo(3);
        assertThat(plain.load()).isEqualTo(9);
    }

    @Test
    void aPlainVariableIsAccessedAsItIsMarked() {
        Plain size = kernel.plain(DIO, "size", 1);
        assertThat(size.load()).isEqualTo(1);
        size.store(2);
        assertThat(size.loadOnce()).isEqualTo(2);
        size.storeOnce(3);
        assertThat(size.loadAcquire()).isEqualTo(3);
        size.storeRelease(4);
        assertThat(size.add(-1)).as("the value after").isEqualTo(3);
        size.awaitAtLeast(3);
        assertThat(machine.steps()).containsExactly("LOAD dio#0.size 0 0", "STORE dio#0.size 2 0", "LOAD_ONCE dio#0.size 0 0",
                "STORE_ONCE dio#0.size 3 0", "LOAD_ACQUIRE dio#0.size 0 0", "STORE_RELEASE dio#0.size 4 0",
                "LOAD dio#0.size 0 0", "STORE dio#0.size 3 0", "AWAIT_GE dio#0.size 3 0");
    }

    @Test
    void aPointerIsComparedByIdentity() {
        String object = new String("object");
        String equal = new String("object");
        Pointer<String> pointer = kernel.pointer(DIO, "bio", null);
        assertThat(pointer.load()).isNull();
        pointer.store(object);
        assertThat(pointer.loadOnce()).isSameAs(object);
        assertThat(pointer.cmpxchg(equal, null)).as("another one that is equal").isSameAs(object);
        assertThat(pointer.loadAcquire()).isSameAs(object);
        assertThat(pointer.cmpxchg(object, equal)).isSameAs(object);
        assertThat(pointer.xchg(null)).isSameAs(equal);
        assertThat(pointer.load()).isNull();
        pointer.storeOnce(object);
        assertThat(pointer.load()).isSameAs(object);
        pointer.storeRelease(equal);
        assertThat(pointer.load()).isSameAs(equal);
        assertThat(machine.steps()).extracting(step -> step.substring(0, step.indexOf(' '))).containsExactly("LOAD", "STORE",
                "LOAD_ONCE", "CMPXCHG", "LOAD_ACQUIRE", "CMPXCHG", "XCHG", "LOAD", "STORE_ONCE", "LOAD", "STORE_RELEASE",
                "LOAD");
    }

    @Test
    void flagsOfAMaskAreSetAndClearedAndLeaveTheOthers() {
        Flags flags = kernel.flags(DIO, "flags");
        flags.set(6);
        assertThat(flags.test(2)).isTrue();
        assertThat(flags.test(1)).isFalse();
        flags.clear(2);
        assertThat(flags.test(2)).isFalse();
        assertThat(flags.test(4)).isTrue();
        assertThat(machine.steps()).containsExactly("OR dio#0.flags 6 0", "LOAD_ONCE dio#0.flags 0 0",
                "LOAD_ONCE dio#0.flags 0 0", "AND dio#0.flags -3 0", "LOAD_ONCE dio#0.flags 0 0", "LOAD_ONCE dio#0.flags 0 0");
    }

    @Test
    void flagsThatAreTestedTellWhatTheyWereBefore() {
        Flags flags = kernel.flags(DIO, "flags");
        flags.set(4);
        assertThat(flags.testAndSet(1)).isFalse();
        assertThat(flags.testAndSet(1)).isTrue();
        assertThat(flags.testAndClear(1)).isTrue();
        assertThat(flags.testAndClear(1)).isFalse();
        assertThat(flags.test(4)).isTrue();
        assertThat(machine.steps()).containsExactly("OR dio#0.flags 4 0", "FETCH_OR dio#0.flags 1 0", "FETCH_OR dio#0.flags 1 0",
                "FETCH_AND dio#0.flags -2 0", "FETCH_AND dio#0.flags -2 0", "LOAD_ONCE dio#0.flags 0 0");
    }

    @Test
    void plainFlagsAreALoadAndAStore() {
        Flags flags = kernel.flags(DIO, "flags");
        assertThat(flags.setPlain(4)).isFalse();
        assertThat(flags.setPlain(1)).as("another bit").isFalse();
        assertThat(flags.setPlain(1)).isTrue();
        assertThat(flags.clearPlain(1)).isTrue();
        assertThat(flags.clearPlain(1)).isFalse();
        assertThat(flags.testPlain(1)).isFalse();
        assertThat(flags.testPlain(4)).isTrue();
        assertThat(machine.steps()).containsExactly("LOAD dio#0.flags 0 0", "STORE dio#0.flags 4 0", "LOAD dio#0.flags 0 0",
                "STORE dio#0.flags 5 0", "LOAD dio#0.flags 0 0", "STORE dio#0.flags 5 0", "LOAD dio#0.flags 0 0",
                "STORE dio#0.flags 4 0", "LOAD dio#0.flags 0 0", "STORE dio#0.flags 4 0", "LOAD dio#0.flags 0 0",
                "LOAD dio#0.flags 0 0");
    }

    @Test
    void aListKeepsItsOrderAndFindsAnEntryByIdentity() {
        ListHead<String> list = kernel.list(DIO, "list");
        String first = new String("io_end");
        String second = new String("io_end");
        assertThat(list.isEmpty()).isTrue();
        list.addTail(first);
        list.addTail(second);
        assertThat(list.isEmpty()).isFalse();
        assertThat(list.entries()).hasSize(2).element(0).isSameAs(first);
        assertThat(list.del(second)).isTrue();
        assertThat(list.entries()).singleElement().isSameAs(first);
        assertThat(list.del(second)).as("it was not there").isFalse();
        list.addTail(second);
        List<String> all = list.takeAll();
        assertThat(all).hasSize(2).element(1).isSameAs(second);
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void everyChangeOfAListIsAPlainLoadAndAPlainStoreSoThatItCanBeLost() {
        ListHead<String> list = kernel.list(DIO, "list");
        list.addTail("a");
        list.del("a");
        list.takeAll();
        assertThat(machine.steps()).containsExactly("LOAD dio#0.list null null", "STORE dio#0.list [a] null",
                "LOAD dio#0.list null null", "STORE dio#0.list [] null", "LOAD dio#0.list null null",
                "STORE dio#0.list [] null");
    }
}
