// SPDX-License-Identifier: GPL-2.0-or-later
package endio.scenario.race;

import java.util.List;
import java.util.stream.Stream;

/** All races, family by family, in each family the generations first. */
public final class Races {
    private Races() {}

    /** All of them. */
    public static List<Race> all() {
        return Stream.of(CoreRaces.all(), QueueRaces.all(), CountRaces.all(), Ext4Races.all(), IomapRaces.all())
                .flatMap(List::stream).toList();
    }

    /**
     * The race of this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Race named(String id) {
        return all().stream().filter(race -> race.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no race is called " + id));
    }
}
