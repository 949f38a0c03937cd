package io.headgate.benchmark.converge;

import java.util.stream.Stream;

/** Prints how long changes take and how much memory a large cluster takes. */
public final class Main {

    private Main() {}

    /**
     * @param arguments {@code --quick} does the same with a small cluster, of which the figures say little; a number divides the large one
     */
    public static void main(String[] arguments) {
        Load load = Stream.of(arguments)
                .findFirst()
                .map(argument ->
                        argument.equals("--quick") ? Load.QUICK : Load.FULL.dividedBy(Integer.parseInt(argument)))
                .orElse(Load.FULL);
        ImageFlags flags = ImageFlags.ofSourceTree();
        Surroundings surroundings = Surroundings.now(flags);
        Figures figures = Converge.measure(load, flags, what -> System.err.println("converge: " + what));
        System.out.print(Report.of(figures, surroundings));
    }
}
