// SPDX-License-Identifier: GPL-2.0-or-later
package endio.conform.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import endio.conform.GoldenLine;
import endio.conform.Observed;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Inputs that are in no list run to their end as well, and what has to hold whatever they are does hold. */
class AnyScenarioTest {
    private static final List<String> KERNELS = List.of("pre-7b7a8665", "7b7a8665", "187372a3", "v4.15", "v5.3");
    private static final long QUEUED = -529;

    private final CoreSuite suite = new CoreSuite();

    @Property(tries = 2000, seed = "20130904")
    void everyRequestEndsOnceAndNothingIsLeft(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode scenario = new Inputs(random).scenario();
        for (String kernel : KERNELS) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", "seed " + seed).put("kernel", kernel);
            json.set("scenario", scenario);
            judge(suite.run(new GoldenLine("random", 1, json)), scenario, kernel);
        }
    }

    /**
     * As long as each vector was walked by itself, a read that came to the end of the file went on with its next
     * vector, and the pages that were pinned for the one before stayed pinned for ever.
     */
    private static boolean losesPages(JsonNode scenario, String kernel) {
        boolean severalVectors = false;
        for (JsonNode request : scenario.path("requests")) {
            severalVectors |= request.path("rw").asText().equals("R") && request.path("iov").size() > 1;
        }
        return severalVectors && KERNELS.indexOf(kernel) < KERNELS.indexOf("187372a3");
    }

    private static void judge(Observed observed, JsonNode scenario, String kernel) {
        String what = kernel + " " + scenario;
        JsonNode counters = observed.outcome().get("final");
        if (counters.isNull()) {
            assertThat(observed.notes()).as(what).anyMatch(note -> note.equals("null pointer: bio in dio_bio_submit"));
            return;
        }
        for (String counter : List.of("i_dio_count", "live_dio", "live_bio", "zero_page_refs")) {
            assertThat(counters.path(counter).asLong()).as(counter + " of " + what).isZero();
        }
        if (!losesPages(scenario, kernel)) {
            assertThat(counters.path("live_pages").asLong()).as("live_pages of " + what).isZero();
        }
        assertThat(counters.path("live_wq").asInt()).as(what).isEqualTo(counters.path("sb_wq").asInt() >= 0 ? 1 : 0);
        JsonNode returns = observed.outcome().get("returns");
        JsonNode completions = observed.outcome().get("completions");
        for (int req = 0; req < scenario.path("requests").size(); req++) {
            String name = String.valueOf(req);
            assertThat(completions.has(name)).as("completion of " + req + " of " + what)
                    .isEqualTo(returns.has(name) && returns.path(name).asLong() == QUEUED);
        }
    }

    /** Small inputs of all kinds. */
    private static final class Inputs {
        private final Random random;
        private final JsonNodeFactory json = JsonNodeFactory.instance;
        private final int blockSize;
        private final int requests;

        Inputs(Random random) {
            this.random = random;
            this.blockSize = oneOf(512, 1024, 4096);
            this.requests = 1 + random.nextInt(2);
        }

        private int oneOf(int... values) {
            return values[random.nextInt(values.length)];
        }

        private boolean rarely() {
            return random.nextInt(6) == 0;
        }

        ObjectNode scenario() {
            ObjectNode scenario = json.objectNode().put("block_size", blockSize)
                    .put("logical_block_size", Math.min(blockSize, oneOf(512, 4096)))
                    .put("i_size", oneOf(0, 1000, 6000, 8192, 1 << 20)).put("nrpages", oneOf(0, 0, 3))
                    .put("dio_alloc_fail", random.nextInt(20) == 0).put("bio_max_pages", oneOf(1, 2, 256))
                    .put("spurious_wakes", oneOf(0, 0, 1, 2));
            extents(scenario.putArray("extents"));
            ObjectNode fs = scenario.putObject("fs").put("alloc_holes", random.nextBoolean())
                    .put("clear_private", rarely()).put("flush_ret", rarely() ? -5 : 0)
                    .put("invalidate_ret", rarely() ? -16 : 0).put("fsync_ret", rarely() ? -5 : 0);
            if (rarely()) {
                fs.putArray("get_block_errors").addObject().put("lblk", random.nextInt(6)).put("errno", -28);
            }
            if (rarely()) {
                fs.put("get_block_max", 1 + random.nextInt(3));
            }
            ObjectNode wq = scenario.putObject("wq").put("preset", rarely());
            wq.putArray("alloc_fail_calls");
            if (rarely()) {
                wq.withArrayProperty("alloc_fail_calls").add(1);
            }
            ArrayNode list = scenario.putArray("requests");
            for (int i = 0; i < requests; i++) {
                request(list.addObject());
            }
            ArrayNode main = scenario.putArray("main");
            for (int i = 0; i < requests; i++) {
                action(main, "issue").put("req", i);
                actions(main, 2);
            }
            hooks(scenario.putObject("hooks"));
            return scenario;
        }

        private void extents(ArrayNode extents) {
            int lblk = 0;
            for (int i = 0; i < 5; i++) {
                String state = List.of("mapped", "unwritten", "hole").get(random.nextInt(3));
                int len = 1 + random.nextInt(3);
                extents.addObject().put("lblk", lblk).put("len", len)
                        .put("pblk", state.equals("hole") ? -1 : 100 + 10 * i).put("state", state)
                        .put("new", rarely()).put("boundary", rarely());
                lblk += len + random.nextInt(2);
            }
        }

        private void request(ObjectNode request) {
            int unit = rarely() ? 512 : blockSize;
            request.put("rw", random.nextBoolean() ? "W" : "R").put("sync", random.nextBoolean())
                    .put("offset", (long) unit * random.nextInt(6)).put("end_io", !rarely())
                    .put("end_io_ret", rarely() ? -5 : 0).put("osync", rarely()).put("submit_io", rarely());
            ArrayNode iov = request.putArray("iov");
            for (int i = 0; i <= random.nextInt(2); i++) {
                iov.addObject().put("addr", 8192L * i + (rarely() ? 512 : 0)).put("len", unit * random.nextInt(9));
            }
            ArrayNode flags = request.putArray("flags");
            for (String flag : List.of("LOCKING", "SKIP_HOLES", "ASYNC_EXTEND")) {
                if (rarely()) {
                    flags.add(flag);
                }
            }
            if (rarely()) {
                request.putObject("fault").put("page", random.nextInt(3)).put("errno", -14);
            }
        }

        private void hooks(ObjectNode hooks) {
            List<String> points = List.of("submit:0", "submit:1", "unplug:0", "wait:0", "wait:1", "get_block:0:0",
                    "get_block:0:1", "lock:0:1", "lock:0:2", "lock:1:2", "bio_lock:0", "bio_lock:1", "bio_unlock:0",
                    "wq_alloc:1", "queue_work:1", "end_io:0", "return:0");
            for (String point : points) {
                if (rarely()) {
                    actions(hooks.putArray(point), 2);
                }
            }
        }

        private void actions(ArrayNode actions, int most) {
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                switch (random.nextInt(5)) {
                    case 0 -> action(actions, "work");
                    case 1 -> action(actions, "install_wq");
                    case 2 -> action(actions, "set_nrpages").put("value", random.nextInt(2));
                    default -> action(actions, "complete").put("bio", random.nextInt(4))
                            .put("status", rarely() ? "EIO" : "OK").put("ctx", rarely() ? "task" : "irq");
                }
            }
        }

        private static ObjectNode action(ArrayNode actions, String op) {
            return actions.addObject().put("op", op);
        }
    }
}
