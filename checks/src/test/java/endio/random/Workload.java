// SPDX-License-Identifier: GPL-2.0-or-later
package endio.random;

import endio.scenario.Actor;
import endio.scenario.Mount;
import endio.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * A scenario in the making: what a file of four blocks looks like, how many bios may fail, who acts on it. All actors start
 * together, so an order of theirs is also when a truncate or an umount comes.
 *
 * @param blocks a letter a block: {@code .} a hole, {@code w} written, {@code u} unwritten
 * @param errors so many bios of one submitter may fail
 * @param acts what was asked of the builder, in order
 */
record Workload(String blocks, int errors, int requests, boolean umounted, List<String> acts,
        List<UnaryOperator<Scenario.Builder>> actors) {
    private static final int BLOCKS = 4;
    private static final int MOST_REQUESTS = 2;

    static Workload empty() {
        return new Workload(".".repeat(BLOCKS), 0, 0, false, List.of(), List.of());
    }

    /** Chains of up to so many actions, each of which makes the workload larger by one thing. */
    static ActionChainArbitrary<Workload> chains(int most) {
        Arbitrary<Integer> block = Arbitraries.integers().between(0, BLOCKS - 1);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 2);
        return ActionChain.startWith(Workload::empty)
                .withAction(3, action(w -> true, Combinators.combine(block, Arbitraries.of('u', 'w'))
                        .as((at, kind) -> step("block " + at + " is " + kind, w -> w.block(at, kind)))))
                .withAction(4, action(w -> w.requests < MOST_REQUESTS, Combinators.combine(Arbitraries.of(true, false),
                        Arbitraries.of(false, true), block, length).as(Workload::request)))
                .withAction(1, action(w -> w.errors < 2, Arbitraries.just(step("a bio may fail", Workload::fails))))
                .withAction(1, action(w -> true, block.map(to -> act("truncate to " + to,
                        b -> b.actor(new Actor.Truncate(to * Scenario.BLOCK_SIZE))))))
                .withAction(1, action(w -> true, block.map(at -> act("punch " + at, b -> b.actor(new Actor.PunchHole(at, 1))))))
                .withAction(1, action(w -> true, block.map(at -> act("buffered read of " + at,
                        b -> b.actor(new Actor.BufferedRead(at))))))
                .withAction(1, action(w -> w.requests > 0, block.map(at -> step("read of " + at + " after completion",
                        w -> w.requests == 0 ? w : w.with(b -> b.actor(new Actor.ReadAfterCompletion(0, at)))))))
                .withAction(1, action(w -> true, Arbitraries.just(act("fsync", b -> b.actor(new Actor.Fsync())))))
                .withAction(1, action(w -> !w.umounted, Arbitraries.just(step("umount", Workload::umount))))
                .withMaxTransformations(most);
    }

    private static Action.Independent<Workload> action(java.util.function.Predicate<Workload> when,
            Arbitrary<Transformer<Workload>> transformers) {
        return new Action.Independent<>() {
            @Override
            public boolean precondition(Workload state) {
                return when.test(state);
            }

            @Override
            public Arbitrary<Transformer<Workload>> transformer() {
                return transformers;
            }
        };
    }

    private static Transformer<Workload> step(String what, UnaryOperator<Workload> change) {
        return Transformer.transform(what, w -> {
            Workload after = change.apply(w);
            return new Workload(after.blocks, after.errors, after.requests, after.umounted, with(after.acts, what), after.actors);
        });
    }

    private static Transformer<Workload> act(String what, UnaryOperator<Scenario.Builder> actor) {
        return step(what, w -> w.with(actor));
    }

    private static Transformer<Workload> request(boolean write, boolean sync, int at, int length) {
        UnaryOperator<Scenario.Builder> asked = write
                ? b -> sync ? b.syncWrite(at, length) : b.aioWrite(at, length)
                : b -> sync ? b.syncRead(at, length) : b.aioRead(at, length);
        return step((sync ? "sync " : "aio ") + (write ? "write" : "read") + " of " + length + " at " + at, w -> {
            Workload more = w.with(asked);
            return new Workload(more.blocks, more.errors, more.requests + 1, more.umounted, more.acts, more.actors);
        });
    }

    private static <T> List<T> with(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    private Workload with(UnaryOperator<Scenario.Builder> actor) {
        return new Workload(blocks, errors, requests, umounted, acts, with(actors, actor));
    }

    private Workload block(int at, char kind) {
        return new Workload(blocks.substring(0, at) + kind + blocks.substring(at + 1), errors, requests, umounted, acts, actors);
    }

    private Workload fails() {
        return new Workload(blocks, errors + 1, requests, umounted, acts, actors);
    }

    private Workload umount() {
        return new Workload(blocks, errors, requests, true, acts, with(actors, b -> b.actor(new Actor.Umount())));
    }

    /** The scenario. */
    Scenario scenario(Mount.Type type) {
        Scenario.Builder builder = Scenario.named("random").about("random", String.join(", ", acts)).on(type)
                .sizeInBlocks(BLOCKS).errors(errors);
        for (int i = 0; i < BLOCKS; i++) {
            if (blocks.charAt(i) == 'w') {
                builder.written(i, 1);
            } else if (blocks.charAt(i) == 'u') {
                builder.unwritten(i, 1);
            }
        }
        actors.forEach(actor -> actor.apply(builder));
        return builder.build();
    }
}
