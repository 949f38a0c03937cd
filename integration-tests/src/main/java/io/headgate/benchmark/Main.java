package io.headgate.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Prints how many AWS calls each scenario takes; ends with 1 if one takes more than it may. */
public final class Main {

    private static final int QUIET_GROUPS = 100;

    private Main() {}

    /** @param arguments {@code --verbose} lists the calls by operation, {@code --quiet-hour} measures only the hour in which
     *     nothing changes */
    public static void main(String[] arguments) throws IOException {
        boolean verbose = List.of(arguments).contains("--verbose");
        Consumer<Measurement> told = done -> System.err.println(done.scenario().title() + ": " + done.calls());
        List<Measurement> measurements = List.of(arguments).contains("--quiet-hour")
                ? AwsCalls.measureQuietHour(QUIET_GROUPS, told)
                : AwsCalls.measure(QUIET_GROUPS, told);
        System.out.print(Report.of(measurements, verbose));
        System.exit(measurements.stream().allMatch(Measurement::withinLimit) ? 0 : 1);
    }
}
