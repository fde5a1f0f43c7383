// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

import static org.assertj.core.api.Assertions.assertThat;

import endio.event.LogEvent.Log;
import org.junit.jupiter.api.Test;

/** A property as data. */
class RuleTest {

    @Test
    void aRuleHearsWhatItNamesAndMakesAMonitorForEachRun() {
        Property rule = Rule.of("S0", "no-log", "Nobody logs.", Needs.OBJECT_ORDER, WatchesNothing::new, Log.class);
        assertThat(rule).hasToString("S0 no-log");
        assertThat(rule.hears()).containsExactly(Log.class);
        assertThat(rule.needs()).isEqualTo(Needs.OBJECT_ORDER);
        assertThat(rule.monitor()).isInstanceOf(WatchesNothing.class).isNotSameAs(rule.monitor());
    }

    @Test
    void oneOnTheLedgerHearsOfRequestsAsWell() {
        Property rule = Rule.onLedger("S0", "no-log", "Nobody logs.", Needs.END_STATE, WatchesNothing::new, Log.class);
        assertThat(rule.hears()).containsAll(Ledger.HEARS).contains(Log.class).hasSize(Ledger.HEARS.size() + 1);
    }

    private static final class WatchesNothing implements Monitor {
        @Override
        public void on(int at, endio.event.Context where, endio.event.Event event, Judge judge) {}
    }
}
