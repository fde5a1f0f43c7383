// SPDX-License-Identifier: GPL-2.0-or-later
package endio.stress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the runner is asked for. */
record Arguments(Stress.Mode mode, long budgetMillis, Path out, boolean parent, List<String> patterns) {

    /**
     * @throws IllegalArgumentException with a line for people
     */
    static Arguments parse(String[] args) {
        Stress.Mode mode = Stress.Mode.QUICK;
        long budget = 150_000;
        Path out = null;
        boolean parent = false;
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--mode" -> mode = mode(value(args, ++i));
                case "--budget" -> budget = millis(value(args, ++i));
                case "--out" -> out = Path.of(value(args, ++i));
                case "--parent" -> parent = true;
                default -> {
                    if (args[i].startsWith("-")) {
                        throw new IllegalArgumentException("unknown option " + args[i]);
                    }
                    patterns.add(args[i]);
                }
            }
        }
        if (out == null) {
            throw new IllegalArgumentException("--out FOLDER is needed: results go nowhere else");
        }
        return new Arguments(mode, budget, out.toAbsolutePath(), parent, List.copyOf(patterns));
    }

    private static String value(String[] args, int i) {
        if (i >= args.length) {
            throw new IllegalArgumentException(args[i - 1] + " needs a value");
        }
        return args[i];
    }

    private static Stress.Mode mode(String name) {
        for (Stress.Mode mode : Stress.Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("--mode " + name + ": quick, full or hours");
    }

    private static long millis(String seconds) {
        try {
            long value = Long.parseLong(seconds);
            if (value > 0) {
                return value * 1000;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--budget " + seconds + ": a number of seconds");
    }
}
