// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a replay line was made for: a digest of a scenario (without its title and expectations) and of the code of all
 * classes that can run in it. The classes are those that the generation and the world name, those that these name, and
 * so on, as far as they are the model's or lie in the generation's own. Line numbers do not count, so a comment may
 * change.
 */
final class ModelHash {
    private static final int DIGITS = 12;
    /** Where the model is. Events are left out: they change no step. */
    private static final List<String> ROOMS = List.of("endio/machine/", "endio/kernel/", "endio/vfs/",
            "endio/directio/", "endio/iomap/", "endio/blkdev/", "endio/fs/", "endio/scenario/");

    /** The code of a generation is the same for all scenarios, and reading it takes milliseconds. */
    private static final ClassValue<SortedMap<String, byte[]>> CODE = new ClassValue<>() {
        @Override
        protected SortedMap<String, byte[]> computeValue(Class<?> generation) {
            return Collections.unmodifiableSortedMap(closure(generation));
        }
    };

    private ModelHash() {}

    static String of(Scenario scenario, Generation generation) {
        MessageDigest digest = sha256();
        Scenario bare = new Scenario(scenario.id(), "", "", scenario.mount(), scenario.files(), scenario.iSize(),
                scenario.extents(), scenario.dirtyPages(), scenario.cachedPages(), scenario.device(), scenario.faults(),
                scenario.actors(), scenario.maxSteps(), Scenario.Depth.MATRIX, List.of());
        digest.update(bare.toString().getBytes(StandardCharsets.UTF_8));
        digest.update((generation.id() + generation.getClass().getName()).getBytes(StandardCharsets.UTF_8));
        CODE.get(generation.getClass()).forEach((name, code) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(code);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    static SortedMap<String, byte[]> closure(Class<?> generation) {
        List<String> own = new ArrayList<>();
        for (Class<?> at = generation; at != null && at != Object.class; at = at.getSuperclass()) {
            own.add(at.getName().replace('.', '/'));
        }
        Deque<String> open = new ArrayDeque<>(own);
        open.add(World.class.getName().replace('.', '/'));
        Set<String> seen = new TreeSet<>();
        SortedMap<String, byte[]> digests = new TreeMap<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                ClassFile file = new ClassFile(read(generation.getClassLoader(), name));
                digests.put(name, file.digest(sha256()));
                file.classes().stream().filter(named -> counts(named, own)).forEach(open::add);
            }
        }
        return digests;
    }

    private static boolean counts(String name, List<String> own) {
        return ROOMS.stream().anyMatch(name::startsWith)
                || own.stream().anyMatch(mine -> name.equals(mine) || name.startsWith(mine + "$"));
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
