// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Arbitrary records, made of their components, whatever these are: a new component is random as well from the day that
 * it is there. Numbers that point into lists of the same record are brought within.
 */
final class AnyRecord {
    private static final int MOST_ELEMENTS = 4;
    private static final int MOST_CHARACTERS = 8;
    /** What has a meaning in JSON, in a terminal, in HTML, or in UTF-8. */
    private static final String CHARACTERS = "aZ09 _-@:,.\"\\/{}[]<>&'\n\r\t\0\u001b\u007f\u00e4\u2028\u2029\ufeff\ud7ff\ue000\uffff";
    private static final List<String> IDS = List.of("V3_11", "V3_12", "x\"y");

    private final Random random;

    AnyRecord(long seed) {
        this.random = new Random(seed);
    }

    /** One of {@code type}; {@code schema} is what that one has. */
    <T extends Record> T of(Class<T> type, String schema) {
        Map<String, Object> values = values(type);
        values.put("schema", schema);
        return make(type, values);
    }

    private <T extends Record> T of(Class<T> type) {
        return make(type, values(type));
    }

    private Map<String, Object> values(Class<? extends Record> type) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            values.put(component.getName(), value(component.getGenericType(), component.getAnnotatedType()));
        }
        return values;
    }

    private <T extends Record> T make(Class<T> type, Map<String, Object> values) {
        fit(type, values);
        Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.values().toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " refuses " + values, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object value(Type type, @Nullable AnnotatedType annotated) {
        if (annotated != null && annotated.isAnnotationPresent(Nullable.class) && random.nextInt(4) == 0) {
            return null;
        }
        if (type instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            Type[] of = parameterized.getActualTypeArguments();
            return List.class.isAssignableFrom(raw) ? list(of[0]) : map(of[1], raw);
        }
        return value((Class<?>) type);
    }

    private Object value(Class<?> type) {
        if (type == String.class) {
            return text();
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(10);
        } else if (type == long.class || type == Long.class) {
            return random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(10);
        } else if (type == double.class) {
            return random.nextGaussian();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        // A field of an event: what JSON has, as it is read.
        return random.nextBoolean() ? text() : random.nextBoolean() ? (Object) random.nextInt() : random.nextBoolean();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(MOST_CHARACTERS + 1); length > 0; length--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return random.nextInt(8) == 0 ? text.appendCodePoint(0x1f600).toString() : text.toString();
    }

    private List<Object> list(Type of) {
        List<Object> list = new ArrayList<>();
        for (int size = random.nextInt(MOST_ELEMENTS + 1); size > 0; size--) {
            list.add(value(of, null));
        }
        return list;
    }

    private Map<String, Object> map(Type of, Class<?> raw) {
        Map<String, Object> map = raw == Map.class ? new LinkedHashMap<>() : new TreeMap<>();
        for (int size = random.nextInt(MOST_ELEMENTS + 1); size > 0; size--) {
            map.put(text(), value(of, null));
        }
        return map;
    }

    /** Brings what has to fit together to fit. */
    @SuppressWarnings("unchecked")
    private void fit(Class<? extends Record> type, Map<String, Object> values) {
        if (type == GenerationNote.class) {
            values.put("id", IDS.get(random.nextInt(IDS.size())));
        } else if (type == RunRecord.Explored.class) {
            values.put("generation", IDS.get(random.nextInt(IDS.size())));
        } else if (type == RunRecord.class) {
            List<GenerationNote> generations = (List<GenerationNote>) values.get("generations");
            ((List<RunRecord.Explored>) values.get("explorations")).removeIf(
                    e -> generations.stream().noneMatch(g -> g.id().equals(e.generation())));
        } else if (type == Question.class) {
            List<Question.Row> rows = (List<Question.Row>) values.get("rows");
            int columns = ((List<?>) values.get("columns")).size();
            rows.removeIf(row -> row.cells().size() != columns - 1);
        } else if (type == Explained.NearestPassing.class) {
            values.put("same", random.nextInt(2));
            values.put("steps", numbered((List<Step>) values.get("steps"), (int) values.get("same"), 1, 0));
        } else if (type == FindingRecord.class) {
            fitFinding(values);
        }
    }

    @SuppressWarnings("unchecked")
    private void fitFinding(Map<String, Object> values) {
        List<Object> lanes = (List<Object>) values.get("lanes");
        lanes.add(of(FindingRecord.Lane.class));
        int functions = ((List<?>) values.get("functions")).size();
        List<Step> steps = new ArrayList<>((List<Step>) values.get("steps"));
        steps.add(of(Step.class));
        values.put("steps", numbered(steps, 0, lanes.size(), functions));
        FindingRecord.Verdict verdict = (FindingRecord.Verdict) values.get("verdict");
        values.put("verdict", new FindingRecord.Verdict(verdict.kind(), verdict.sentence(),
                verdict.at().stream().map(at -> 1 + Math.floorMod(at, steps.size())).toList(), verdict.inOrder(),
                verdict.expected(), verdict.because()));
        values.put("blocked", ((List<FindingRecord.Blocked>) values.get("blocked")).stream()
                .map(b -> new FindingRecord.Blocked(Math.floorMod(b.lane(), lanes.size()), b.what(), b.holder())).toList());
        Explained explained = (Explained) values.get("explained");
        Explained.NearestPassing nearest = explained.nearestPassing();
        values.put("explained", new Explained(new Explained.Swap(random.nextInt(2), 1),
                new Explained.NearestPassing(nearest.line(), nearest.same(), nearest.swaps(), nearest.steps(),
                        nearest.ending(), random.nextInt(steps.size() + 1), nearest.never()),
                explained.necessary().stream().map(o -> new Explained.Ordering(1, 1 + Math.floorMod(o.second(), steps.size()),
                        o.need())).toList(), explained.smallest()));
    }

    private List<Step> numbered(List<Step> steps, int after, int lanes, int functions) {
        List<Step> numbered = new ArrayList<>();
        for (Step s : steps) {
            int n = after + numbered.size() + 1;
            numbered.add(new Step(n, Math.floorMod(s.lane(), lanes), s.op(), s.cell(), s.before(), s.after(), s.event(),
                    s.fields(), functions == 0 ? List.of() : s.stack().stream().map(f -> Math.floorMod(f, functions)).toList(),
                    s.line(), s.switched(), s.preempted(), s.enabled(),
                    n == 1 ? List.of() : s.happensAfter().stream().map(e -> 1 + Math.floorMod(e, n - 1)).toList()));
        }
        return numbered;
    }
}
