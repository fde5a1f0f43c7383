// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What Lincheck said of one search.
 *
 * @param result {@code found}, {@code nothing left}, {@code given up}, or {@link Search#NOT_CHECKED}
 * @param micros until it was found, or in all
 * @param runs the same
 * @param what was found, or seen
 */
record Said(String result, long micros, int runs, String what) {

    boolean found() {
        return result.equals(Scheduled.End.FOUND.words());
    }

    boolean notChecked() {
        return result.equals(Search.NOT_CHECKED);
    }

    /**
     * Makes searches in processes of their own, on a JDK 17. What does not come back ends its process, and the next one
     * goes on behind it.
     *
     * @param java of such a JDK
     * @param kept what was said so far, a line each; searches that it has are not made again
     * @param patience seconds for each search
     * @param most seconds for all
     * @return what was said, by the name of the search
     */
    static Map<String, Said> of(Path java, List<Search> searches, Path kept, int patience, long most)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(most);
        Path file = Files.createTempFile(kept.toAbsolutePath().getParent(), "searches", ".txt");
        try {
            while (true) {
                Map<String, Said> said = read(kept);
                List<String> left = searches.stream().filter(s -> !said.containsKey(s.name())).map(Search::line).toList();
                if (left.isEmpty() || System.nanoTime() - end >= 0) {
                    return said;
                }
                Files.write(file, left);
                Process process = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx900m",
                        "-Dendio.lincheck.patience=" + patience, "-cp", classPath(), Searches.class.getName(), file.toString())
                        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(kept.toFile())).start();
                boolean ended = process.waitFor(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                process.destroyForcibly().waitFor();
                if (ended && process.exitValue() != 0 && process.exitValue() != Searches.HUNG) {
                    throw new IllegalStateException("the searches failed: " + Files.readString(kept));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, Said> read(Path kept) throws IOException {
        Map<String, Said> said = new LinkedHashMap<>();
        if (!Files.exists(kept)) {
            Files.write(kept, new byte[0], StandardOpenOption.CREATE_NEW);
        }
        for (String line : Files.readAllLines(kept)) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 5) {
                said.put(fields[0], new Said(fields[1], Long.parseLong(fields[2]), Integer.parseInt(fields[3]), fields[4]));
            }
        }
        return said;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
