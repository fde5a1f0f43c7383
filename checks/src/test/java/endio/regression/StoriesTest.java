// SPDX-License-Identifier: GPL-2.0-or-later
package endio.regression;

import static org.assertj.core.api.Assertions.assertThat;

import endio.explore.Finding;
import endio.explore.Replay;
import endio.explore.Step;
import endio.explore.Trace;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.Expectation;
import endio.scenario.bug.Bug;
import endio.scenario.bug.Bugs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The execution that shows a historical bug tells its story: what the bug was triggered by happens in it, in that order,
 * and nothing else is wrong in it than what comes of that. Stories are in {@code stories.txt}, a step of one bug in a line.
 */
class StoriesTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final List<String> STORIES = read();

    private static List<String> read() {
        try (InputStream in = StoriesTest.class.getResourceAsStream("stories.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> story(String id) {
        return STORIES.stream().filter(line -> line.startsWith(id + " ")).map(line -> line.substring(id.length() + 1))
                .toList();
    }

    static Stream<Bug> bugs() {
        return Bugs.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isTold(Bug bug) {
        Entry entry = CATALOGUE.find(bug.entry()).get(0);
        Trace trace = shown(bug, entry);
        assertThat(trace.violates(bug.property())).as("what is shown violates " + bug.property()).isTrue();
        assertThat(trace.violations()).as("nothing else is wrong in it").extracting(Trace.Violation::property)
                .isSubsetOf(entry.expected().stream().map(Expectation::property).toList());
        assertThat(story(bug.id())).as("the story of " + bug).isNotEmpty();
        assertThat(missing(trace, story(bug.id()))).isEmpty();
    }

    /** A story whose steps come in another order is not the one that is told. */
    @Test
    void anotherOrderIsAnotherStory() {
        Bug bug = Bugs.all().stream().filter(b -> b.id().equals("B26")).findFirst().orElseThrow();
        Trace trace = shown(bug, CATALOGUE.find(bug.entry()).get(0));
        List<String> story = new ArrayList<>(story("B26"));
        assertThat(missing(trace, story)).isEmpty();
        Collections.reverse(story);
        assertThat(missing(trace, story)).isNotEmpty();
    }

    private static Trace shown(Bug bug, Entry entry) {
        Finding finding = Verdicts.of(entry).exploration().findings().stream()
                .filter(f -> f.property().equals(bug.property())).findFirst().orElseThrow();
        return Replay.run(entry.program(), finding.schedule(), entry.properties());
    }

    /** The first step of a story that does not come after those before it, and all that follow. */
    private static List<String> missing(Trace trace, List<String> story) {
        List<String> ordered = story.stream().filter(l -> !l.startsWith("stuck ") && !l.startsWith("also ")).toList();
        int told = 0;
        for (Step step : trace.steps()) {
            if (told < ordered.size() && is(step, ordered.get(told))) {
                told++;
            }
        }
        List<String> missing = new ArrayList<>(ordered.subList(told, ordered.size()));
        story.stream().filter(line -> line.startsWith("stuck ") && !isStuck(trace, line.split(" ", 3)))
                .forEach(missing::add);
        story.stream().filter(line -> line.startsWith("also "))
                .filter(line -> trace.steps().stream().noneMatch(step -> is(step, line.substring(5))))
                .forEach(missing::add);
        return missing;
    }

    private static boolean is(Step step, String line) {
        String[] words = line.split(" ", 2);
        String values = step.what() == Step.What.OPERATION ? " " + step.before() + ">" + step.after() : "";
        String what = step.text() + values;
        return (words[0].equals("*") || step.who().name().startsWith(words[0]))
                && Stream.of(words[1].split("\\|")).anyMatch(what::contains);
    }

    private static boolean isStuck(Trace trace, String[] words) {
        return trace.ending().blocked().stream()
                .anyMatch(b -> b.who().name().startsWith(words[1]) && b.what().contains(words[2]));
    }
}
