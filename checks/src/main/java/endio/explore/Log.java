// SPDX-License-Identifier: GPL-2.0-or-later
package endio.explore;

import java.util.Arrays;

/**
 * Everything that happened in one execution, in the order in which it did: operations, choices, events. The index of an entry
 * is the position that properties speak of.
 */
final class Log {
    /** A step that a schedule decides about. */
    static final byte STEP = 0;
    /** An event that a schedule can stop before. */
    static final byte EVENT = 1;
    /** Goes with what is before it: an event of an operation, of boot, of the end, or of the engine. */
    static final byte BOUND = 2;

    /** The row of what comes after all. */
    private static final int[] AFTER_ALL = {};

    int[] thread = new int[128];
    byte[] kind = new byte[128];
    int[] time = new int[128];
    int[][] row = new int[128][];
    private int length;
    private int switches;

    void restart() {
        length = 0;
        switches = 0;
    }

    int length() {
        return length;
    }

    /** As it is now: what is kept of an execution when the next one begins. */
    Log copy() {
        Log copy = new Log();
        copy.length = length;
        copy.switches = switches;
        copy.thread = Arrays.copyOf(thread, length);
        copy.kind = Arrays.copyOf(kind, length);
        copy.time = Arrays.copyOf(time, length);
        copy.row = new int[length][];
        for (int i = 0; i < length; i++) {
            copy.row[i] = row[i] == AFTER_ALL ? AFTER_ALL : row[i].clone();
        }
        return copy;
    }

    /** How often the thread has changed so far. */
    int switches() {
        return switches;
    }

    int add(LogicalThread t, byte entryKind, int entryTime) {
        return add(t.id, entryKind, entryTime, t.known);
    }

    /** Something that comes after all that happened. */
    int addAfterAll(LogicalThread t) {
        return add(t.id, BOUND, Integer.MAX_VALUE, AFTER_ALL);
    }

    private int add(int threadId, byte entryKind, int entryTime, int[] entryRow) {
        int at = length++;
        if (at == thread.length) {
            int size = 2 * at;
            thread = Arrays.copyOf(thread, size);
            kind = Arrays.copyOf(kind, size);
            time = Arrays.copyOf(time, size);
            row = Arrays.copyOf(row, size);
        }
        if (at > 0 && thread[at - 1] != threadId) {
            switches++;
        }
        thread[at] = threadId;
        kind[at] = entryKind;
        time[at] = entryTime;
        row[at] = entryRow;
        return at;
    }

    /** Whether entry {@code a} comes before {@code b} in every order that this execution stands for. */
    boolean before(int a, int b) {
        if (a == b) {
            return false;
        }
        int ta = thread[a];
        int tb = thread[b];
        if (ta == tb) {
            return a < b;
        }
        if (row[b] == AFTER_ALL) {
            return a < b;
        }
        if (row[a] == AFTER_ALL || tb == 0) {
            return false;
        }
        return Path.at(row[b], ta) >= time[a];
    }
}
