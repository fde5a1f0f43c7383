// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;

/** Where the stress runner is: a jar of its own, since nobody else may see JCStress. */
final class StressJar {
    private StressJar() {}

    /**
     * {@code ENDIO_STRESS_JAR}, or {@code jcstress.jar} beside {@code endio.jar}, or where the build puts it.
     *
     * @throws Refusal if there is none
     */
    static Path find(Map<String, String> env) {
        String named = env.getOrDefault("ENDIO_STRESS_JAR", "");
        if (!named.isEmpty()) {
            return exists(Path.of(named).toAbsolutePath());
        }
        Path here = here();
        for (Path at = here; at != null; at = at.getParent()) {
            for (String place : new String[] {"jcstress.jar", "stress/target/jcstress.jar"}) {
                if (Files.isRegularFile(at.resolve(place))) {
                    return at.resolve(place);
                }
            }
        }
        throw new Refusal("the stress runner was not found near " + here + "; build it (mvn -B package), or name it in ENDIO_STRESS_JAR");
    }

    private static Path exists(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new Refusal(jar + ": no such file (from ENDIO_STRESS_JAR)");
        }
        return jar;
    }

    private static Path here() {
        try {
            CodeSource source = StressJar.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
        } catch (URISyntaxException e) {
            throw new Refusal("endio does not know where it lies: " + e.getMessage());
        }
    }
}
