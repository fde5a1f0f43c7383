// SPDX-License-Identifier: GPL-2.0-or-later
package endio.lincheck;

import endio.explore.Followed;
import endio.property.Properties;
import endio.property.Property;
import endio.scenario.Catalogue;
import endio.scenario.Entry;
import endio.scenario.bug.Bug;
import endio.scenario.bug.Bugs;
import endio.scenario.race.Race;
import endio.scenario.race.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lincheck at work, in a process on a JDK on which it sees: {@code Searches FILE}. The file has a line for each search,
 * as {@link Search} reads it. Says a line for each: its name, {@code found}, {@code nothing left} (Lincheck has no
 * order left that it would try) or {@code given up}, microseconds, runs, and what was found, or was seen.
 */
public final class Searches {
    /** Ends a process whose search does not come back; the others are for another process. */
    static final int HUNG = 3;
    /** After so long a search is given up by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("endio.lincheck.patience", 10));
    /** After so much longer Lincheck itself has not come back. */
    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final AtomicReference<Thread> WATCH = new AtomicReference<>();
    private static final int MOST_STEPS = 10_000;
    /** Runs for each list of choices: first so many for all, since what only a choice shows is seen in the first. */
    private static final int[] ROUNDS = {100, 1000};

    /** Of a race, until patience is over; and of one in which there is nothing to find. */
    private static final int[] BROKEN = {50_000};
    private static final int[] RIGHT = {300};

    private Searches() {}

    public static void main(String[] args) throws IOException {
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            Search search = Search.parse(line);
            watch(search.name());
            System.out.println(search.name() + "\t" + said(search));
        }
        System.exit(0);
    }

    private static String said(Search search) {
        Scheduled.Found found = switch (search.kind()) {
            case SEED -> Whole.seed();
            case SILENT -> Whole.saying(false);
            case SAYING -> Whole.saying(true);
            case WHOLE -> Whole.race(Races.named(search.what()), search.right(), PATIENCE);
            case RACE -> race(Races.named(search.what()), search.right());
            case BUG -> bug(search.what());
            case STRUCTURE -> structure(search.what());
        };
        return String.join("\t", found.end().words(), String.valueOf(found.micros()), String.valueOf(found.runs()),
                found.what().replace('\n', ' ').replace('\t', ' '));
    }

    /** A race, operation by operation, as far as an outcome that it may not have; what was seen if there is none. */
    private static Scheduled.Found race(Race race, Set<String> right) {
        Set<String> seen = new TreeSet<>();
        Scheduled.Found found = Scheduled.search(race.program(), MOST_STEPS, race.isBroken() ? BROKEN : RIGHT, PATIENCE, played -> {
            String again = played.again(race.program(), List.of()).outcome().replaceFirst("^\\[stuck\\] ", "");
            if (!again.equals(played.outcome())) {
                throw new IllegalStateException("'" + played.outcome() + "' ends with '" + again + "' in the explorer's machine");
            }
            seen.add(again);
            return right.contains(again) ? "" : again;
        });
        return found.end() == Scheduled.End.FOUND ? found
                : new Scheduled.Found(found.end(), found.micros(), found.runs(), String.join(" | ", seen));
    }

    /** A historical bug, as far as the property that it is named for. */
    private static Scheduled.Found bug(String id) {
        Bug bug = Bugs.all().stream().filter(b -> b.id().equals(id)).findFirst().orElseThrow();
        Entry entry = Catalogue.load().find(bug.entry()).get(0);
        List<Property> properties = Properties.find(bug.property()).map(List::of).orElse(List.of());
        Set<List<?>> judged = new HashSet<>();
        return Scheduled.search(entry.program(), entry.scenario().maxSteps(), ROUNDS, PATIENCE, played -> {
            if (!judged.add(List.of(played.steps(), played.choices()))) {
                return "";
            }
            Followed again = played.again(entry.program(), properties);
            return again.violated().contains(bug.property()) ? bug.property() : "";
        });
    }

    private static Scheduled.Found structure(String name) {
        Structures.Structure structure = Structures.all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
        long start = System.nanoTime();
        String history = Linear.check(structure);
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        return new Scheduled.Found(history.isEmpty() ? Scheduled.End.GIVEN_UP : Scheduled.End.FOUND, micros, 0, history);
    }

    /**
     * Says that {@code name} was not checked, and ends the process, if the search of it that begins now does not come
     * back.
     */
    private static void watch(String name) {
        Thread before = WATCH.get();
        if (before != null) {
            before.interrupt();
        }
        Thread watch = new Thread(() -> {
            try {
                Duration most = PATIENCE.plus(GRACE);
                TimeUnit.NANOSECONDS.sleep(most.toNanos());
                System.out.println(name + "\t" + Search.NOT_CHECKED + "\t" + most.toNanos() / 1000 + "\t0\t");
                Runtime.getRuntime().halt(HUNG);
            } catch (InterruptedException e) {
                // It came back.
            }
        });
        watch.setDaemon(true);
        WATCH.set(watch);
        watch.start();
    }
}
