// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One mount of a super block, as its queue of deferred completions shows it. */
final class TracedSuper {
    /** Events of works and conversions that are over by far are dropped from here on. */
    private static final int MOST = 20_000;

    private static final int LATELY = 8;

    /** {@code s_id}: the device's name. */
    final String id;
    long address;
    int wq;
    boolean published;
    boolean destroyed;
    boolean down;
    /** Creation and destruction of the queue, and the end of the mount. */
    final List<Told> mount = new ArrayList<>();
    /** The same with works and conversions. */
    private List<Told> all = new ArrayList<>();

    TracedSuper(String id, int wq) {
        this.id = id;
        this.wq = wq;
    }

    void mount(Told told) {
        mount.add(told);
        work(told);
    }

    /** What a request has to know of its mount before it began: the last of its events. */
    List<Told> lately() {
        return mount.subList(Math.max(0, mount.size() - LATELY), mount.size());
    }

    /** The same of something that is known later than it happened. */
    void mountEarlier(Told told) {
        mount(told);
        mount.sort(Comparator.comparingInt(Told::at));
        all.sort(Comparator.comparingInt(Told::at));
    }

    void work(Told told) {
        all.add(told);
        if (all.size() > MOST && !down) {
            List<Told> kept = new ArrayList<>(mount);
            int from = MOST / 2;
            int first = all.get(from).at();
            kept.removeIf(t -> t.at() >= first);
            kept.addAll(all.subList(from, all.size()));
            all = kept;
        }
    }

    List<Told> all() {
        return all;
    }
}
