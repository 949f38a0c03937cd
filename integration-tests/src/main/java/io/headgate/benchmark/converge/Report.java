package io.headgate.benchmark.converge;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures as text. */
final class Report {

    private static final int THOUSAND = 1000;

    private Report() {}

    static String of(Figures figures, Surroundings surroundings) {
        return surroundings + times(figures) + memory(figures);
    }

    private static String times(Figures figures) {
        Load load = figures.load();
        return row("apply to address in status, %d ms a call".formatted(Converge.DELAY_MILLIS), "median", "last")
                + figures.steps().stream()
                        .map(step -> row(
                                "  " + step.title(),
                                seconds(step.times().median()),
                                seconds(step.times().last())))
                        .collect(Collectors.joining())
                + row("until ready", "clock", "processor")
                + row(
                        "  start, %d Services, %d endpoints".formatted(load.services(), load.endpoints()),
                        figures.firstReady())
                + row("  restart, with %d Ingresses besides".formatted(load.many()), figures.ready())
                + row("endpoint changed then, until registered", seconds(figures.served()), "");
    }

    private static String memory(Figures figures) {
        Load load = figures.load();
        return row("resident memory of the operator", "quiet", "most")
                + row("  nothing in the cluster", figures.idle())
                + row(
                        "  %d Ingresses, %d Services, %d endpoints"
                                .formatted(load.many(), load.services(), load.endpoints()),
                        figures.loaded())
                + row("  the same, after the restart", figures.restarted())
                + row("  for 1000 Pods with their endpoints and Services", mebibytes(perThousandPods(figures)), "");
    }

    private static double perThousandPods(Figures figures) {
        return (figures.restarted().resident() - figures.idle().resident())
                * THOUSAND
                / figures.load().endpoints();
    }

    private static String row(String title, Figures.Start start) {
        return row(title, seconds(start.ready()), seconds(start.worked()));
    }

    private static String row(String title, Figures.Memory memory) {
        return row(title, mebibytes(memory.resident()), mebibytes(memory.most()));
    }

    private static String row(String title, String one, String other) {
        return "%-58s %10s %10s".formatted(title, one, other).stripTrailing() + "\n";
    }

    private static String mebibytes(double mebibytes) {
        return String.format(Locale.ROOT, "%.1f MiB", mebibytes);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / (double) THOUSAND);
    }
}
