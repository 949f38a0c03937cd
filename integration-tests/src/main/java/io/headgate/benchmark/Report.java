package io.headgate.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The measurements as a table. */
final class Report {

    private static final String ROW = "%-40s %6s %14s %7s %6s %6s  %s";

    private Report() {}

    /** @param verbose whether the calls of each scenario are listed by operation */
    static String of(List<Measurement> measurements, boolean verbose) {
        String header = line(
                String.format(Locale.ROOT, ROW, "AWS calls", "ours", "LBC (recorded)", "ratio", "limit", "apart", ""));
        String table = measurements.stream()
                .map(measurement -> row(measurement) + (verbose ? operations(measurement) : ""))
                .collect(Collectors.joining());
        return header + table;
    }

    private static String row(Measurement measurement) {
        Scenario scenario = measurement.scenario();
        return line(String.format(
                Locale.ROOT,
                ROW,
                scenario.title(),
                measurement.calls(),
                scenario.recorded() == 0 ? "-" : scenario.recorded(),
                scenario.recorded() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", measurement.calls() / (double) scenario.recorded()),
                scenario.limit(),
                measurement.callsApart(),
                measurement.withinLimit() ? "" : "TOO MANY"));
    }

    private static String operations(Measurement measurement) {
        return lines(measurement.counted(), "") + lines(measurement.apart(), " (apart)");
    }

    private static String lines(Map<String, Long> calls, String remark) {
        return calls.entrySet().stream()
                .map(call ->
                        line(String.format(Locale.ROOT, "    %-36s %6d%s", call.getKey(), call.getValue(), remark)))
                .collect(Collectors.joining());
    }

    private static String line(String text) {
        return text.stripTrailing() + "\n";
    }
}
