package io.headgate.operator.targets;

import io.headgate.core.target.Standing;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetChanges;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How careful targets are let go of.
 *
 * @param standings what became of a registered target that is not wanted
 * @param impatient whether none stays any longer until others are healthy
 * @param share how many of the targets, in percent, may go at once without anything that explains it; 100 for all
 * @param check compares what the watches say with what the API server says now; gives why they cannot be relied on, if so
 */
record Departures(
        Function<Target, Standing> standings, boolean impatient, int share, Supplier<Optional<String>> check) {

    /** Fewer are never too many. */
    private static final int A_FEW = 2;

    private static final int PERCENT = 100;

    /** Of a target group that is given up: all go at once. */
    static final Departures AT_ONCE = new Departures(target -> Standing.GONE, true, PERCENT, Optional::empty);

    Standing of(Target target) {
        return impatient ? Standing.GONE : standings.apply(target);
    }

    /** Whether something goes because others are healthy, so that their health has to be known as it is now. */
    boolean dependOnHealth(TargetChanges changes) {
        return changes.deregister().stream().anyMatch(target -> switch (of(target)) {
            case SERVING, LEAVING -> true;
            case GONE, UNKNOWN -> false;
        });
    }

    /** Why nothing should go now: too much of it would, and nothing explains that. */
    Optional<String> doubt(TargetChanges changes, int registered) {
        List<Target> unexplained = changes.deregister().stream()
                .filter(target -> switch (standings.apply(target)) {
                    case SERVING, UNKNOWN -> true;
                    case LEAVING, GONE -> false;
                })
                .toList();
        boolean many = unexplained.size() > A_FEW && unexplained.size() * PERCENT > registered * share;
        return many
                ? check.get()
                        .map(reason -> unexplained.size() + " of " + registered
                                + " targets would go although nothing says that they ended, and " + reason)
                : Optional.empty();
    }
}
