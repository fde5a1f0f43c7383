// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.record.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code endio new}: a project of one's own that builds and tests a patch. */
@Command(name = "new", description = "Writes a project for a patch of your own: a generation, a scenario and a test.",
        footer = {"", "Examples:", "  endio new my-patch", "  cd my-patch && mvn -q test",
            "  endio explore '*@my-patch' --classpath my-patch/target/classes"})
final class NewCommand implements Callable<Integer> {
    private final Endio endio;

    @Parameters(paramLabel = "NAME", description = "of lower-case letters, digits and dashes; also the folder")
    String name = "";

    NewCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() {
        Path folder = Path.of(name);
        String last = String.valueOf(folder.getFileName());
        if (!last.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || last.length() > 40) {
            throw new Refusal("'" + Plain.line(last) + "' is no name for a patch; write one like 'my-patch'");
        }
        if (Files.exists(folder)) {
            throw new Refusal("'" + Plain.line(name) + "' is there already");
        }
        String type = type(last);
        Map<String, String> files = new LinkedHashMap<>();
        String services = "src/main/resources/META-INF/services/";
        files.put("pom.xml", "pom.xml");
        files.put("src/main/java/patch/" + type + ".java", "Patch.java");
        files.put("src/main/java/patch/" + type + "Scenarios.java", "PatchScenarios.java");
        files.put("src/test/java/patch/" + type + "Test.java", "PatchTest.java");
        files.put(services + "endio.scenario.Generation", "generation");
        files.put(services + "endio.scenario.Scenarios", "scenarios");
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, template(file.getValue()).replace("@NAME@", last).replace("@TYPE@", type)
                        .replace("@JAR@", jar()));
            }
        } catch (IOException e) {
            throw new Refusal("'" + Plain.line(name) + "' cannot be written: " + Plain.line(String.valueOf(e.getMessage())));
        }
        endio.console().out().println(name + ": begin with src/main/java/patch/" + type + ".java; 'mvn -q test' there explores it,"
                + "\nand so does: endio explore '*@" + last + "' --classpath " + folder.resolve("target/classes"));
        return ExitCode.AS_EXPECTED.number();
    }

    /** {@code my-patch} is {@code MyPatch}. */
    private static String type(String name) {
        StringBuilder type = new StringBuilder();
        for (String word : name.split("-")) {
            type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return type.toString();
    }

    private static String template(String name) {
        try (InputStream in = NewCommand.class.getResourceAsStream("/endio/cli/new/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar that this runs from; the project is built against it. */
    private static String jar() {
        try {
            return Path.of(Endio.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath().toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
