// SPDX-License-Identifier: GPL-2.0-or-later
package endio.record;

import java.util.List;

/**
 * What recordings show beside what the model does.
 *
 * @param schema {@link #SCHEMA}
 * @param recordings how many were read
 * @param conforms whether the model allows every step and order that was recorded
 * @param tables steps and orders of each engine, and the edges of the automata
 */
public record OrdersRecord(String schema, int recordings, boolean conforms, List<OrderTable> tables) {
    public static final String SCHEMA = "endio-orders-1";

    public OrdersRecord {
        tables = Given.list(tables);
    }
}
