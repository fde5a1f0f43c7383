// SPDX-License-Identifier: GPL-2.0-or-later
package endio.bench;

import endio.machine.Program;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs whose number of Mazurkiewicz traces is known, by other tools or by theory (sequential consistency; an event is one
 * atomic operation; a cmpxchg or lock attempt that fails is a read).
 */
public final class KnownCounts {
    /**
     * One program.
     *
     * @param family {@code D2}
     * @param name {@code counters(3,1)}
     * @param traces that run to their end
     * @param stuck that end in a deadlock
     */
    public record Row(String family, String name, Program program, long traces, long stuck) {
        @Override
        public String toString() {
            return family + " " + name;
        }
    }

    private static final List<Row> SMALL = List.of(
            row("D1", "readers(2)", Litmus.readers(2), 4),
            row("D1", "readers(8)", Litmus.readers(8), 256),
            row("D1", "readers(13)", Litmus.readers(13), 8192),
            row("D2", "counters(2,1)", Litmus.counters(2, 1), 2),
            row("D2", "counters(3,1)", Litmus.counters(3, 1), 6),
            row("D2", "counters(4,1)", Litmus.counters(4, 1), 24),
            row("D2", "counters(5,1)", Litmus.counters(5, 1), 120),
            row("D2", "counters(6,1)", Litmus.counters(6, 1), 720),
            row("D2", "counters(7,1)", Litmus.counters(7, 1), 5040),
            row("D2", "counters(2,2)", Litmus.counters(2, 2), 4),
            row("D2", "counters(3,2)", Litmus.counters(3, 2), 36),
            row("D2", "counters(4,2)", Litmus.counters(4, 2), 576),
            row("D2", "counters(2,3)", Litmus.counters(2, 3), 8),
            row("D2", "counters(3,3)", Litmus.counters(3, 3), 216),
            row("D2", "counters(4,3)", Litmus.counters(4, 3), 13824),
            row("D3", "lost-update(2)", Litmus.lostUpdate(2), 4),
            row("D3", "lost-update(3)", Litmus.lostUpdate(3), 36),
            row("D3", "lost-update(4)", Litmus.lostUpdate(4), 576),
            row("D3'", "write-then-read(2)", Litmus.writeThenRead(2), 4),
            row("D3'", "write-then-read(3)", Litmus.writeThenRead(3), 36),
            row("D3'", "write-then-read(4)", Litmus.writeThenRead(4), 576),
            row("D3'", "write-then-read(5)", Litmus.writeThenRead(5), 14400),
            row("D4", "store-buffering", Litmus.ring(2), 3),
            row("D4", "message-passing", Litmus.messagePassing(), 3),
            row("D4", "load-buffering", Litmus.loadBuffering(), 3),
            row("D4", "2+2W", Litmus.twoPlusTwoWrites(), 3),
            row("D4", "IRIW", Litmus.iriw(), 15),
            row("D4", "ring(3)", Litmus.ring(3), 7),
            row("D4", "ring(4)", Litmus.ring(4), 15),
            row("D5", "four-threads", Litmus.fourThreads(), 5),
            row("D6", "two-writers-1", Litmus.twoWriters(1), 12),
            row("D6", "two-writers-2", Litmus.twoWriters(2), 90),
            row("D6", "two-writers-3", Litmus.twoWriters(3), 560),
            row("D6", "two-writers-4", Litmus.twoWriters(4), 3150),
            row("D7", "locked-counter(2,2)", Litmus.lockedCounter(2, 2), 6),
            row("D7", "locked-counter(2,3)", Litmus.lockedCounter(2, 3), 20),
            row("D7", "locked-counter(2,5)", Litmus.lockedCounter(2, 5), 252),
            row("D7", "locked-counter(3,2)", Litmus.lockedCounter(3, 2), 90),
            row("D7", "locked-counter(3,3)", Litmus.lockedCounter(3, 3), 1680),
            stuck("D8", "philosophers(2)", Litmus.philosophers(2), 2),
            stuck("D8", "philosophers(3)", Litmus.philosophers(3), 6),
            stuck("D8", "philosophers(4)", Litmus.philosophers(4), 14),
            stuck("D8", "philosophers(5)", Litmus.philosophers(5), 30),
            stuck("D8", "philosophers(6)", Litmus.philosophers(6), 62),
            row("D9", "ticket-lock(2)", Litmus.ticketLock(2), 2),
            row("D9", "ticket-lock(3)", Litmus.ticketLock(3), 6),
            row("D9", "ticket-lock(4)", Litmus.ticketLock(4), 24));

    /** Too many for a test of every build; their traces are known by the same formulas. */
    private static final List<Row> LARGE = List.of(
            row("D2", "counters(8,1)", Litmus.counters(8, 1), 40_320),
            row("D3", "lost-update(5)", Litmus.lostUpdate(5), 14_400),
            row("D3", "lost-update(6)", Litmus.lostUpdate(6), 518_400),
            row("D7", "locked-counter(3,4)", Litmus.lockedCounter(3, 4), 34_650));

    private KnownCounts() {}

    /** Those that take well under a second each. */
    public static List<Row> small() {
        return SMALL;
    }

    /** The larger ones. */
    public static List<Row> large() {
        return LARGE;
    }

    /** The program of this name, in upper or lower case. */
    public static Optional<Row> find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Stream.of(SMALL, LARGE).flatMap(List::stream)
                .filter(row -> row.name().equals(wanted)).findFirst();
    }

    private static Row row(String family, String name, Program program, long traces) {
        return new Row(family, name, program, traces, 0);
    }

    /** With one deadlock. */
    private static Row stuck(String family, String name, Program program, long traces) {
        return new Row(family, name, program, traces, 1);
    }
}
