package io.headgate.benchmark.converge;

import java.time.Duration;
import java.util.List;

/**
 * What was measured.
 *
 * @param idle with nothing in the cluster
 * @param firstReady from the start of the process until it was ready, with all Services and endpoints, without Ingresses
 * @param loaded with everything in the cluster and the account, after the steps
 * @param ready from the start of the process anew until it was ready
 * @param served from the change of an endpoint right after that until its target was registered
 * @param restarted with everything, after the restart
 */
record Figures(
        Load load,
        Memory idle,
        Start firstReady,
        List<Step> steps,
        Memory loaded,
        Start ready,
        Duration served,
        Memory restarted) {

    Figures {
        steps = List.copyOf(steps);
    }

    /**
     * From the start of the process until it was ready.
     *
     * @param ready by the clock
     * @param worked by the time that processors worked for it, which does not depend on what else the machine is busy with
     */
    record Start(Duration ready, Duration worked) {}

    /** Resident memory of the operator in MiB: once it was quiet, and the most before. */
    record Memory(double resident, double most) {}

    /** Ingresses applied at once, and when each had its address. */
    record Step(String title, int count, Times times) {}
}
