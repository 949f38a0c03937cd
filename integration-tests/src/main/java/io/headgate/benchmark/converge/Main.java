package io.headgate.benchmark.converge;

import java.util.List;

/** Prints how long changes take and how much memory a large cluster takes. */
public final class Main {

    private Main() {}

    /** @param arguments {@code --quick} does the same with a small cluster, of which the figures say little */
    public static void main(String[] arguments) {
        Load load = List.of(arguments).contains("--quick") ? Load.QUICK : Load.FULL;
        ImageFlags flags = ImageFlags.ofSourceTree();
        Surroundings surroundings = Surroundings.now(flags);
        Figures figures = Converge.measure(load, flags, what -> System.err.println("converge: " + what));
        System.out.print(Report.of(figures, surroundings));
    }
}
