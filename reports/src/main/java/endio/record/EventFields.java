// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import endio.event.Event;
import endio.event.ObjectId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An event's fields, named as a kernel's trace names them, as plain JSON values. */
public final class EventFields {
    private EventFields() {}

    /** The fields of {@code event} in their order: {@code kiPos} is {@code ki_pos}. */
    public static Map<String, Object> of(Event event) {
        return components(event);
    }

    private static Map<String, Object> components(Object record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                // Records of a user's own program need not be public.
                component.getAccessor().setAccessible(true);
                fields.put(snake(component.getName()), value(component.getAccessor().invoke(record)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("field " + component.getName() + " of " + record.getClass(), e);
            }
        }
        return fields;
    }

    private static Object value(Object value) {
        if (value instanceof ObjectId || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(each -> values.add(value(each)));
            return values;
        }
        return value instanceof Record ? components(value) : String.valueOf(value);
    }

    /** {@code iDioCount} is {@code i_dio_count}. */
    public static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
