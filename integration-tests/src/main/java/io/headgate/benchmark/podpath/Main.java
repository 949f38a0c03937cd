package io.headgate.benchmark.podpath;

import io.headgate.benchmark.NodePath;
import io.headgate.benchmark.PodPath;
import io.headgate.benchmark.PodPath.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Prints how long pods wait for their registration and deregistration while everything else is busy, or nodes that are drained; ends with
 * 1 above the limit.
 */
public final class Main {

    private static final int GROUPS = 500;
    private static final int ROUNDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private Main() {}

    /** @param arguments the number of groups, or {@code --drain} and in how many target groups the node is; 500 and 1 if not given */
    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        boolean within = given.contains("--drain")
                ? measureNodes(given.size() > 1 ? Integer.parseInt(given.getLast()) : 1)
                : measurePods(given.isEmpty() ? GROUPS : Integer.parseInt(given.getFirst()));
        System.exit(within ? 0 : 1);
    }

    private static boolean measureNodes(int groups) throws IOException {
        NodePath.Times times = NodePath.measure(groups, ROUNDS);
        System.out.printf(
                Locale.ROOT,
                "a node goes and comes back that is a target in %d target groups, at the rates of a normal account%n",
                groups);
        boolean deregistered = print("deregistered", times.deregistered());
        return print("registered", times.registered()) && deregistered;
    }

    private static boolean measurePods(int groups) throws IOException {
        Times times = PodPath.measure(groups, ROUNDS);
        System.out.printf(
                Locale.ROOT, "%d groups have something to do, a neighbour eats 80 %% of the account's calls%n", groups);
        System.out.printf(
                Locale.ROOT,
                "meanwhile %d of their changes were made, %d still waited%n",
                times.modelCalls(),
                times.modelCallsLeft());
        boolean registered = print("registered", times.registered());
        boolean deregistered = print("deregistered", times.deregistered());
        return registered && deregistered;
    }

    private static boolean print(String what, List<Duration> times) {
        Duration longest = Times.longest(times);
        boolean within = longest.compareTo(LIMIT) < 0;
        System.out.printf(
                Locale.ROOT,
                "%-12s median %5d ms  longest %5d ms  of %d%s%n",
                what,
                Times.median(times).toMillis(),
                longest.toMillis(),
                times.size(),
                within ? "" : "  TOO LONG");
        return within;
    }
}
