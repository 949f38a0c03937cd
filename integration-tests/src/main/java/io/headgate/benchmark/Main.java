package io.headgate.benchmark;

import java.io.IOException;
import java.util.List;

/** Prints how many AWS calls each scenario takes; ends with 1 if one takes more than it may. */
public final class Main {

    private static final int QUIET_GROUPS = 100;

    private Main() {}

    /** @param arguments {@code --verbose} lists the calls by operation */
    public static void main(String[] arguments) throws IOException {
        boolean verbose = List.of(arguments).contains("--verbose");
        List<Measurement> measurements = AwsCalls.measure(
                QUIET_GROUPS, done -> System.err.println(done.scenario().title() + ": " + done.calls()));
        System.out.print(Report.of(measurements, verbose));
        System.exit(measurements.stream().allMatch(Measurement::withinLimit) ? 0 : 1);
    }
}
