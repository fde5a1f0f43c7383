// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a replay line was made for: a digest of a scenario (without its title and expectations) and of the code of all classes
 * that can run in it. The classes are those that the generation and the world name, those that these name, and so on, but
 * for the JDK's and for events, which change no step. Line numbers do not count, so a comment may change.
 */
final class ModelHash {
    private static final int DIGITS = 12;

    private ModelHash() {}

    static String of(Scenario scenario, Generation generation) {
        MessageDigest digest = sha256();
        Scenario bare = new Scenario(scenario.id(), "", "", scenario.mount(), scenario.iSize(), scenario.extents(),
                scenario.device(), scenario.faults(), scenario.actors(), scenario.maxSteps(), List.of());
        digest.update(bare.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(generation.id().getBytes(StandardCharsets.UTF_8));
        closure(generation.getClass(), World.class).forEach((name, code) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(code);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static SortedMap<String, byte[]> closure(Class<?>... from) {
        SortedMap<String, byte[]> digests = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        Set<String> seen = new TreeSet<>();
        ClassLoader loader = from[0].getClassLoader();
        for (Class<?> start : from) {
            open.add(start.getName().replace('.', '/'));
        }
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                ClassFile file = new ClassFile(read(loader, name));
                digests.put(name, file.digest(sha256()));
                file.classes().stream().filter(ModelHash::counts).forEach(open::add);
            }
        }
        return digests;
    }

    private static boolean counts(String name) {
        return !name.startsWith("java/") && !name.startsWith("javax/") && !name.startsWith("jdk/")
                && !name.startsWith("org/jspecify/") && !name.startsWith("endio/event/");
    }

    private static byte[] read(ClassLoader loader, String name) {
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            if (in == null) {
                throw new IllegalStateException("the code of " + name + " cannot be read");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
