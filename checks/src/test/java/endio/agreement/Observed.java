// SPDX-License-Identifier: GPL-2.0-or-later
package endio.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What JCStress saw of a race in all runs that were kept.
 *
 * @param runs records in which it had a turn
 * @param seenIn records in which a violation was seen
 * @param firstMillis time of a run to its first sight, the median of those in which there was one; 0 if there was none
 * @param outcomes how often each was seen
 */
record Observed(int runs, int seenIn, long firstMillis, SortedMap<String, Long> outcomes) {
    private static final String FIRST = "first sight";
    private static final Observed NOTHING = new Observed(0, 0, 0, new TreeMap<>());

    /** One of {@code races} that was never run. */
    static Observed of(Map<String, Observed> races, String race) {
        return races.getOrDefault(race, NOTHING);
    }

    /** All races of the file that is checked in. */
    static Map<String, Observed> kept() {
        try (InputStream in = Observed.class.getResourceAsStream("jcstress.txt")) {
            return read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Observed> read(String text) {
        Map<String, Observed> races = new TreeMap<>();
        for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
            String[] f = line.split("\t");
            Observed old = of(races, f[0]);
            SortedMap<String, Long> outcomes = new TreeMap<>(old.outcomes);
            if (f[1].equals(FIRST)) {
                races.put(f[0], new Observed(Integer.parseInt(f[2]), Integer.parseInt(f[3]), Long.parseLong(f[4]), outcomes));
            } else {
                outcomes.merge(f[2], Long.parseLong(f[1]), Long::sum);
                races.put(f[0], new Observed(old.runs, old.seenIn, old.firstMillis, outcomes));
            }
        }
        return races;
    }

    /** All races of the records of {@code endio stress} below a folder. */
    static Map<String, Observed> records(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(f -> f.endsWith("stress.json")).sorted().toList();
        }
        Map<String, Observed> races = new TreeMap<>();
        Map<String, List<Long>> firsts = new TreeMap<>();
        for (Path file : files) {
            for (JsonNode test : new ObjectMapper().readTree(file.toFile()).get("tests")) {
                if (test.get("samples").asLong() > 0) {
                    String race = test.get("race").asText();
                    Observed old = of(races, race);
                    SortedMap<String, Long> outcomes = new TreeMap<>(old.outcomes);
                    test.get("outcomes").forEach(o -> {
                        if (o.get("count").asLong() > 0) {
                            outcomes.merge(o.get("outcome").asText(), o.get("count").asLong(), Long::sum);
                        }
                    });
                    List<Long> first = firsts.computeIfAbsent(race, r -> new ArrayList<>());
                    if (test.get("broken").asBoolean() && test.get("firstMillis").asLong() > 0) {
                        first.add(test.get("firstMillis").asLong());
                    }
                    Collections.sort(first);
                    races.put(race, new Observed(old.runs + 1, first.size(), first.isEmpty() ? 0 : first.get(first.size() / 2), outcomes));
                }
            }
        }
        return races;
    }

    /** The file. */
    static String file(Map<String, Observed> races) {
        StringBuilder text = new StringBuilder("# What JCStress saw of each race on two x86 processors that others used as well, Java 17 and 25: race, times,"
                + " outcome; or first sight:\n# runs, those in which what is broken was seen, median of the milliseconds until then."
                + " From endio stress, by AgreementTest.\n");
        races.forEach((race, seen) -> {
            text.append(String.join("\t", race, FIRST, String.valueOf(seen.runs), String.valueOf(seen.seenIn),
                    String.valueOf(seen.firstMillis))).append('\n');
            seen.outcomes.forEach((outcome, count) -> text.append(race).append('\t').append(count).append('\t').append(outcome).append('\n'));
        });
        return text.toString();
    }
}
