// SPDX-License-Identifier: GPL-2.0-or-later
package endio.kernel;

import endio.machine.Machine;
import endio.machine.Op;
import endio.machine.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A {@code struct list_head}. Every change is a plain load and a plain store, so that a change made without the list's
 * lock can be lost.
 *
 * @param <T> its entries, compared by identity
 */
public final class ListHead<T> {
    private final Machine machine;
    private final Ref<List<T>> head;

    ListHead(Kernel kernel, Ref<List<T>> head) {
        this.machine = kernel.machine();
        this.head = head;
    }

    /** {@code list_empty}. */
    public boolean isEmpty() {
        return load().isEmpty();
    }

    /** The entries, first to last, from one load. */
    public List<T> entries() {
        return load();
    }

    /** {@code list_add_tail}. */
    public void addTail(T entry) {
        List<T> changed = new ArrayList<>(load());
        changed.add(entry);
        store(changed);
    }

    /** {@code list_del}: whether it was there. */
    public boolean del(T entry) {
        List<T> changed = new ArrayList<>(load());
        boolean there = changed.removeIf(e -> e == entry);
        store(changed);
        return there;
    }

    /** {@code list_replace_init}, {@code list_splice_init}: takes all entries and leaves the list empty. */
    public List<T> takeAll() {
        List<T> all = load();
        store(List.of());
        return all;
    }

    private List<T> load() {
        return Objects.requireNonNull(machine.perform(Op.LOAD, head, null, null));
    }

    private void store(List<T> entries) {
        machine.perform(Op.STORE, head, List.copyOf(entries), null);
    }
}
