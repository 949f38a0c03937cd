package io.headgate.operator.dev;

import io.headgate.operator.dev.account.AccountTable;
import io.headgate.operator.dev.account.CurlLines;
import io.headgate.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Shows a simulated account on the screen, and its changes until the end. */
final class AccountView {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS_AT_MOST = 300;

    private final Simulator simulator;
    private final Path authority;
    private final Consumer<String> screen;
    private final int looksUntilStable;
    private List<String> shown = List.of();

    /**
     * @param authority where the certificate authority is written to
     * @param looksUntilStable how often the account must look the same before it counts as complete
     */
    AccountView(Simulator simulator, Path authority, int looksUntilStable, Consumer<String> screen) throws IOException {
        this.simulator = simulator;
        this.authority = Files.writeString(authority, simulator.caCertificatePem());
        this.looksUntilStable = looksUntilStable;
        this.screen = screen;
    }

    /** Waits until all targets are healthy and nothing changes any more, a minute at most, and shows what there is. */
    void show(StopSignal stop) throws InterruptedException {
        int same = 0;
        for (int look = 0; look < LOOKS_AT_MOST && same < looksUntilStable; look++) {
            AccountTable table = table();
            same = table.settled() && table.lines().equals(shown) ? same + 1 : 0;
            shown = table.lines();
            if (stop.within(same < looksUntilStable ? LOOK : Duration.ZERO)) {
                return;
            }
        }
        shown.forEach(screen);
        List<String> requests = new CurlLines(simulator.account(), simulator::listenerAddress, authority).lines();
        if (!requests.isEmpty()) {
            screen.accept("");
            screen.accept("Try:");
            requests.forEach(request -> screen.accept("  " + request));
        }
    }

    /** Shows what changes, until the end is asked for. */
    void follow(StopSignal stop, Follower everyLook) throws InterruptedException {
        while (!stop.within(LOOK)) {
            everyLook.look();
            List<String> now = table().lines();
            AccountTable.changes(shown, now).forEach(screen);
            shown = now;
        }
    }

    private AccountTable table() {
        return new AccountTable(simulator.account(), simulator::listenerAddress);
    }

    /** What else is to be done at every look. */
    @FunctionalInterface
    interface Follower {
        void look();
    }
}
