// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform;

import endio.event.Context;
import endio.event.ContextKind;
import endio.machine.KernelBug;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A logical thread of a {@link ScriptedMachine}. */
public final class ScriptedThread {
    private final int number;
    private final ContextKind kind;
    private final Runnable body;
    private final Stacks.@Nullable Stack stack;
    private final Deque<Context> contexts = new ArrayDeque<>();
    private Deque<ScriptedThread> interruptedBy = new ArrayDeque<>();
    private String name;
    private @Nullable Object kept;
    private @Nullable KernelBug crash;
    private boolean begun;
    private boolean ended;

    ScriptedThread(int number, ContextKind kind, String name, Runnable body, Stacks.@Nullable Stack stack) {
        this.number = number;
        this.kind = kind;
        this.name = name;
        this.body = body;
        this.stack = stack;
        interruptedBy.add(this);
    }

    /** What it runs as, nested contexts aside. */
    public ContextKind kind() {
        return kind;
    }

    /** Its name in events. */
    public String name() {
        return name;
    }

    /** Gives it the name that it has in events; a worker gets it when it starts. */
    public void name(String name) {
        this.name = name;
    }

    /** Whether it was started. */
    public boolean begun() {
        return begun;
    }

    /** Whether its body has returned. */
    public boolean ended() {
        return ended;
    }

    boolean onOwnStack() {
        return stack != null;
    }

    /** Itself and whoever ran on its stack when it stopped, first to last. */
    Deque<ScriptedThread> interruptedBy() {
        return interruptedBy;
    }

    void interruptedBy(Deque<ScriptedThread> threads) {
        interruptedBy = threads;
    }

    Context context() {
        Context nested = contexts.peek();
        return nested == null ? new Context(number, kind, name) : nested;
    }

    @Nullable Object kept() {
        return kept;
    }

    void keep(Object object) {
        kept = object;
    }

    void nested(ContextKind kind, String name, Runnable nested) {
        contexts.push(new Context(number, kind, name));
        try {
            nested.run();
        } finally {
            contexts.pop();
        }
    }

    void go() {
        begun = true;
        if (stack == null) {
            body.run();
            ended = true;
        } else {
            stack.resume();
        }
    }

    /** The body on a stack, which lets no exception out. */
    void runToEnd() {
        try {
            body.run();
        } catch (KernelBug bug) {
            crash = bug;
        }
        ended = true;
    }

    void park() {
        if (stack == null) {
            throw new IllegalStateException(name + " cannot park: it runs on the stack of who started it");
        }
        stack.pause();
    }

    void rethrow() {
        if (crash != null) {
            throw crash;
        }
    }
}
