// SPDX-License-Identifier: GPL-2.0-or-later
package endio.event;

import java.util.Locale;

/** Something that happened, as one line of a kernel trace would tell it. */
public sealed interface Event
        permits RequestEvent, DioEvent, BioEvent, MappingEvent, InodeEvent, WorkEvent, IoEndEvent, LockEvent, MemoryEvent,
                FileSystemEvent, LogEvent, IomapEvent, SeenEvent {

    /** Its name in a trace: {@code AioComplete} is {@code aio_complete}. */
    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** Whether it is part of the last operation of its thread: see {@link OfOperation}. */
    default boolean ofOperation() {
        return this instanceof OfOperation;
    }
}
