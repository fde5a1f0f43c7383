// SPDX-License-Identifier: GPL-2.0-or-later
package endio.property;

/** What a monitor may ask and say. */
public interface Judge {

    /**
     * Whether the event at position {@code a} comes before the one at {@code b} in every order that this execution
     * stands for: happens-before in an explorer, the recorded order in a trace. An event does not come before itself;
     * one that is {@linkplain endio.event.Event#ofOperation part of an operation} comes where the operation does.
     */
    boolean before(int a, int b);

    /** One subject (a request, an object) was judged. A property that judged nothing has not been checked. */
    void judged();

    /**
     * The property is violated.
     *
     * @param sentence what went wrong, for somebody who has not read the property
     * @param at the events that show it; where it is about an order, first the one that should have come first
     */
    void violated(String sentence, int... at);
}
