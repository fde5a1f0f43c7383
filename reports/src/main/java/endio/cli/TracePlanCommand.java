// SPDX-License-Identifier: GPL-2.0-or-later
package endio.cli;

import endio.property.Properties;
import endio.record.Plain;
import endio.trace.TracePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code endio trace-plan}: what to switch on for a recording. */
@Command(name = "trace-plan", description = {"Prints what to switch on in a kernel to get a recording that 'endio trace-check' can judge:",
    "probes with their arguments, tracepoints and filters, as a script."},
        footer = {"", "Examples:", "  endio trace-plan --fs ext4 --kernel 6.12 > record.sh",
                "  endio trace-plan --fs vfat --tool bpftrace --property S7"})
final class TracePlanCommand implements Callable<Integer> {
    private final Endio endio;

    @Option(names = "--fs", paramLabel = "NAME", defaultValue = "",
            description = "file system: ext4, xfs, vfat, ... (default: all)")
    String fs = "";

    @Option(names = "--kernel", paramLabel = "VERSION", defaultValue = "6.12",
            description = "6.1, 6.12 or 6.12-rt (default: ${DEFAULT-VALUE})")
    String kernel = "6.12";

    @Option(names = "--tool", paramLabel = "TOOL", defaultValue = "TRACEFS",
            description = "tracefs, trace-cmd or bpftrace (default: tracefs)")
    String tool = "TRACEFS";

    @Option(names = "--property", paramLabel = "ID", split = ",", description = "only what these need: S1,L4")
    List<String> properties = new ArrayList<>();

    TracePlanCommand(Endio endio) {
        this.endio = endio;
    }

    @Override
    public Integer call() {
        try {
            TracePlan plan = new TracePlan(fs, kernel, properties.stream().map(p -> Properties.get(p).id()).toList());
            endio.console().out().print(switch (tool.toLowerCase(Locale.ROOT)) {
                case "tracefs" -> plan.tracefs();
                case "trace-cmd" -> plan.traceCmd();
                case "bpftrace" -> plan.bpftrace();
                default -> throw new Refusal("--tool " + Plain.line(tool) + ": it is tracefs, trace-cmd or bpftrace");
            });
            return ExitCode.AS_EXPECTED.number();
        } catch (IllegalArgumentException e) {
            throw new Refusal(Plain.line(String.valueOf(e.getMessage())));
        }
    }
}
