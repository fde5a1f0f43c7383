// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** On a JDK without continuations the explorer is many times slower: says so, if a better one is installed. */
final class NewerJdk {
    private static final int CONTINUATIONS = 21;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private NewerJdk() {}

    /** One line on stderr, if there is something to say. */
    static void notice(Console console) {
        if (Runtime.version().feature() < CONTINUATIONS) {
            newest(places(console.env())).ifPresent(java -> console.err()
                    .println("endio: Java " + Runtime.version().feature()
                    + " explores many times slower than the newer one that is installed: " + java + "/bin/java -jar "
                    + jar() + " ..."));
        }
    }

    private static String jar() {
        String path = System.getProperty("java.class.path", "");
        return path.endsWith(".jar") && !path.contains(java.io.File.pathSeparator) ? path : "endio.jar";
    }

    private static List<Path> places(Map<String, String> env) {
        Path home = Path.of(System.getProperty("user.home", "/"));
        List<Path> places = new ArrayList<>();
        if (!env.getOrDefault("JAVA_HOME", "").isEmpty()) {
            places.add(Path.of(env.get("JAVA_HOME")));
        }
        for (Path parent : List.of(Path.of("/usr/lib/jvm"), Path.of("/opt"), home.resolve(".sdkman/candidates/java"),
                home.resolve(".jdks"))) {
            places.addAll(children(parent));
        }
        children(Path.of("/Library/Java/JavaVirtualMachines")).forEach(p -> places.add(p.resolve("Contents/Home")));
        return places;
    }

    private static List<Path> children(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.sorted().toList();
        } catch (IOException | SecurityException e) {
            return List.of();
        }
    }

    /** The newest with continuations among {@code homes}. */
    static Optional<Path> newest(List<Path> homes) {
        Path best = null;
        int version = CONTINUATIONS - 1;
        for (Path home : homes) {
            int found = version(home);
            if (found > version) {
                version = found;
                best = home;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Feature number of the JDK in {@code home}, 0 if there is none. */
    private static int version(Path home) {
        try {
            if (Files.isExecutable(home.resolve("bin/java"))) {
                Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release"), StandardCharsets.UTF_8));
                return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
            }
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
        return 0;
    }
}
