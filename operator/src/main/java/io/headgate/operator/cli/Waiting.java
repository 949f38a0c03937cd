package io.headgate.operator.cli;

import io.headgate.operator.cleanup.Patience;
import java.time.Duration;

/** Waits a little longer each time, until all the waiting together has taken its time. */
final class Waiting implements Patience {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private Duration next = Duration.ofSeconds(1);
    private Duration left;

    Waiting(Duration longest) {
        this.left = longest;
    }

    @Override
    public boolean again() {
        if (left.compareTo(next) < 0) {
            return false;
        }
        try {
            Thread.sleep(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        left = left.minus(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return true;
    }
}
