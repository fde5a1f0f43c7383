// SPDX-License-Identifier: GPL-2.0-or-later
package endio.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The events of a recording that are understood: one list for the reader and for the plan of a recording. */
final class Vocabulary {
    private static final Pattern NAME_IN_BRACES = Pattern.compile("\\{(\\w+)}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}|0x[0-9a-f]{1,16}");
    private static final Pattern HEXADECIMAL = Pattern.compile("(0x)?[0-9a-f]{1,16}|-?\\d{1,20}");
    private static final Vocabulary ONE = new Vocabulary();

    private final Map<String, Known> events = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> kernels = new LinkedHashMap<>();

    /** What an event is made by. */
    enum Kind { KPROBE, KRETPROBE, TRACEPOINT, SYSCALL }

    /**
     * An event.
     *
     * @param group {@code any}, {@code iomap}, {@code legacy}, or a file system
     * @param where function of a probe, with names of offsets in braces; subsystem of a tracepoint
     * @param args how its arguments are fetched, with names in braces; of a tracepoint their names
     * @param needed fields without which the reader can do nothing with it
     * @param fields all fields that it may have
     */
    record Known(Kind kind, String group, String name, String where, List<String> args, Set<String> needed,
            Set<String> fields) {

        /** Whether a probe that is defined as here prints such a value. */
        boolean fits(String field, String value) {
            if (kind != Kind.KPROBE && kind != Kind.KRETPROBE) {
                return true;
            }
            for (String arg : args) {
                if (arg.startsWith(field + "=")) {
                    int colon = arg.lastIndexOf(':');
                    String type = colon < 0 ? "x64" : arg.substring(colon + 1);
                    return switch (type.charAt(0)) {
                        case 'u', 's' -> type.length() > 3 || DECIMAL.matcher(value).matches();
                        case 'x' -> HEXADECIMAL.matcher(value).matches();
                        default -> true;
                    };
                }
            }
            return true;
        }
    }

    private Vocabulary() {
        for (String[] words : lines("events.txt")) {
            List<String> args = new ArrayList<>();
            Set<String> needed = new LinkedHashSet<>();
            Set<String> fields = new LinkedHashSet<>();
            for (int i = 4; i < words.length; i++) {
                boolean must = words[i].startsWith("!");
                String arg = must ? words[i].substring(1) : words[i];
                int equals = arg.indexOf('=');
                String name = equals < 0 ? arg : arg.substring(0, equals);
                args.add(arg);
                fields.add(name);
                if (must) {
                    needed.add(name);
                }
            }
            Kind kind = switch (words[0]) {
                case "p" -> Kind.KPROBE;
                case "r" -> Kind.KRETPROBE;
                case "t" -> Kind.TRACEPOINT;
                default -> Kind.SYSCALL;
            };
            events.put(words[2], new Known(kind, words[1], words[2], words[3], List.copyOf(args),
                    Collections.unmodifiableSet(needed), Collections.unmodifiableSet(fields)));
        }
        for (String[] words : lines("kernels.txt")) {
            Map<String, String> names = new LinkedHashMap<>();
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                names.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
            kernels.put(words[0], names);
        }
    }

    private static List<String[]> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Vocabulary get() {
        return ONE;
    }

    @Nullable Known event(String name) {
        return events.get(name);
    }

    List<Known> events() {
        return List.copyOf(events.values());
    }

    /** Kernels whose offsets are known. */
    Set<String> kernels() {
        return Collections.unmodifiableSet(kernels.keySet());
    }

    /** {@code text} with the names in braces replaced by what they are in {@code kernel}. */
    String in(String kernel, String text) {
        Map<String, String> names = Objects.requireNonNull(kernels.get(kernel), kernel);
        return NAME_IN_BRACES.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(Objects.requireNonNull(names.get(m.group(1)), m.group(1))));
    }
}
