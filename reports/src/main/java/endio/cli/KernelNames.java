// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.FindingRecord.Function;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which kernel function a method of the model stands for. The model's Javadoc says it: a comment that begins with a
 * function's bare name is about that function, and it, its class or its package names file and commit. The sources are
 * part of the program, so a report says what they say; a method that overrides one without a comment of its own is what
 * that one is. Several threads may ask.
 */
final class KernelNames {
    private static final Pattern NAMES = Pattern.compile("^\\{@code ([a-z_][A-Za-z0-9_]*)\\}");
    private static final Pattern FILE = Pattern.compile("\\b[a-z0-9_]+(?:/[a-z0-9_-]+)*/[a-z0-9_-]+\\.[ch]\\b");
    private static final Pattern COMMIT = Pattern.compile("(parent of )?\\b([0-9a-f]{12,40})\\b");
    private final Map<String, List<String>> sources = new HashMap<>();
    private final Map<String, Optional<Function>> known = new HashMap<>();

    /** The kernel function of {@code className.method}, if it stands for one. */
    synchronized Optional<Function> of(String className, String method, String file) {
        return known.computeIfAbsent(className + "#" + method, k -> find(className, method, file));
    }

    private Optional<Function> find(String className, String method, String file) {
        for (String at = className; !at.isEmpty(); at = superclass(at)) {
            String javadoc = methodComment(source(at), method);
            Matcher name = NAMES.matcher(javadoc);
            if (name.find()) {
                String about = classComment(source(at));
                String room = packageComment(at);
                String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
                return Optional.of(new Function(name.group(1), first(FILE, javadoc, about, room),
                        commit(javadoc, about), simple + "." + method,
                        file));
            }
        }
        return Optional.empty();
    }

    private static String superclass(String className) {
        try {
            Class<?> above = Class.forName(className, false, KernelNames.class.getClassLoader()).getSuperclass();
            return above == null || above == Object.class ? "" : above.getName();
        } catch (ClassNotFoundException | LinkageError e) {
            return "";
        }
    }

    /** The files named in the first of the texts that names any. */
    private static String first(Pattern pattern, String... texts) {
        for (String text : texts) {
            Set<String> found = new LinkedHashSet<>();
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.add(matcher.group());
            }
            if (!found.isEmpty()) {
                return String.join(" or ", found);
            }
        }
        return "";
    }

    /** In git's way: {@code 7b7a8665edd8^} is the parent. */
    private static String commit(String... texts) {
        for (String text : texts) {
            Matcher matcher = COMMIT.matcher(text);
            if (matcher.find()) {
                return matcher.group(2) + (matcher.group(1) == null ? "" : "^");
            }
        }
        return "";
    }

    /** The text of the comment before {@code method}; empty if there is none. */
    private static String methodComment(List<String> lines, String method) {
        Pattern declaration = Pattern.compile("^ {4,12}(?!return|throw|else|new )[\\w@<][^=;(.]*\\b"
                + Pattern.quote(method) + "\\(.*");
        for (int i = 0; i < lines.size(); i++) {
            if (declaration.matcher(lines.get(i)).matches()) {
                int end = i - 1;
                while (end >= 0 && lines.get(end).strip().startsWith("@")) {
                    end--;
                }
                if (end >= 0 && lines.get(end).strip().endsWith("*/")) {
                    return comment(lines, end);
                }
            }
        }
        return "";
    }

    private static String classComment(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("^[a-z ]*(class|record|enum|interface) .*")) {
                int end = i - 1;
                while (end >= 0 && lines.get(end).startsWith("@")) {
                    end--;
                }
                return end >= 0 && lines.get(end).strip().endsWith("*/") ? comment(lines, end) : "";
            }
        }
        return "";
    }

    private String packageComment(String className) {
        List<String> lines = source(className.substring(0, className.lastIndexOf('.') + 1) + "package-info");
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().endsWith("*/")) {
                return comment(lines, i);
            }
        }
        return "";
    }

    /** The comment that ends in line {@code end}, on one line. */
    private static String comment(List<String> lines, int end) {
        List<String> text = new ArrayList<>();
        for (int i = end; i >= 0; i--) {
            text.add(0, lines.get(i).strip().replaceFirst("^/\\*\\*", "").replaceFirst("\\*/$", "")
                    .replaceFirst("^\\* ?", ""));
            if (lines.get(i).strip().startsWith("/**")) {
                break;
            }
        }
        return String.join(" ", text).strip();
    }

    private List<String> source(String className) {
        String name = className.replaceFirst("\\$.*", "").replace('.', '/');
        return sources.computeIfAbsent(name, n -> read("/endio/source/" + n + ".java"));
    }

    private static List<String> read(String resource) {
        try (InputStream in = KernelNames.class.getResourceAsStream(resource)) {
            return in == null ? List.of() : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
