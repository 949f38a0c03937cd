package io.headgate.benchmark.podpath;

import io.headgate.benchmark.PodPath;
import io.headgate.benchmark.PodPath.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints how long pods wait for their registration and deregistration while everything else is busy; ends with 1 above the limit. */
public final class Main {

    private static final int GROUPS = 500;
    private static final int ROUNDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private Main() {}

    /** @param arguments the number of groups, 500 if not given */
    public static void main(String[] arguments) throws IOException {
        int groups = arguments.length == 0 ? GROUPS : Integer.parseInt(arguments[0]);
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
        System.exit(registered && deregistered ? 0 : 1);
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
