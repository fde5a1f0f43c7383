// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.event.Event;
import endio.event.FileSystemEvent.BlockRun;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as the golden lists write them: the components of the record, in the lists' words. */
public final class EventJson {
    /** What the lists call differently than the model. */
    private static final Map<String, String> NAMES =
            Map.of("fresh", "new", "priv", "private", "async", "is_async", "write", "rw", "ok", "status");

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            if (components == null) {
                throw new IllegalArgumentException("an event that is no record: " + type);
            }
            return components;
        }
    };

    private EventJson() {}

    /** All fields of {@code event}; an object is named by its number. */
    public static ObjectNode of(Event event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : COMPONENTS.get(event.getClass())) {
            put(json, name(component.getName()), value(event, component));
        }
        return json;
    }

    /** The given fields of {@code event}, by the lists' names. */
    public static ObjectNode of(Event event, String... fields) {
        return of(event).retain(fields);
    }

    private static String name(String component) {
        String renamed = NAMES.get(component);
        return renamed != null ? renamed
                : component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(Event event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of " + event, e);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (name.equals("rw")) {
            json.put(name, Boolean.TRUE.equals(value) ? "W" : "R");
        } else if (name.equals("status")) {
            json.put(name, Boolean.TRUE.equals(value) ? "OK" : "EIO");
        } else if (value instanceof Boolean flag) {
            json.put(name, flag);
        } else if (value instanceof Number number) {
            json.put(name, number.longValue());
        } else if (value instanceof List<?> list) {
            ArrayNode array = json.putArray(name);
            for (Object element : list) {
                if (element instanceof BlockRun run) {
                    array.addArray().add(run.lblk()).add(run.len());
                } else if (element instanceof Number number) {
                    array.add(number.longValue());
                } else {
                    array.add(String.valueOf(element));
                }
            }
        } else {
            json.put(name, String.valueOf(value));
        }
    }

    /** Several fields in one call: name, value, name, value, ...; values are numbers, booleans or strings. */
    public static ObjectNode fields(Object... namesAndValues) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = (String) namesAndValues[i];
            put(json, name, namesAndValues[i + 1]);
        }
        return json;
    }
}
