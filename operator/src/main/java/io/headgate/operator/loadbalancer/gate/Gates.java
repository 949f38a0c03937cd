package io.headgate.operator.loadbalancer.gate;

import io.headgate.core.cloud.Gatekeeper;
import io.headgate.core.group.GroupId;
import io.headgate.core.plan.Gate;
import io.headgate.core.plan.Plan;
import io.headgate.core.plan.PlannedStep;
import io.headgate.core.stack.Stack;
import io.headgate.operator.targets.HealthLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens gates as time goes by. When something began to be waited for is kept in memory alone: after a restart it counts anew, which makes
 * a wait longer, never shorter. Safe for use by many threads, one at a time for the same group.
 */
public final class Gates {

    /** Code of the hold of a load balancer whose successor cannot take its requests yet. */
    public static final String REPLACING = "Replacing";

    private final GateSettings settings;
    private final HealthLedger health;
    private final Clock clock;
    private final Map<GroupId, Map<Gate, Instant>> begun = new ConcurrentHashMap<>();

    public Gates(GateSettings settings, HealthLedger health, Clock clock) {
        this.settings = settings;
        this.health = health;
        this.clock = clock;
    }

    /** For plans that nobody carries out. */
    public static Gates none() {
        return new Gates(GateSettings.NONE, new HealthLedger(), Clock.systemUTC());
    }

    /** One pass over a group: asks, and forgets what is no longer waited for when it is over. */
    public final class Pass implements Gatekeeper, AutoCloseable {
        private final GroupId group;
        private final Map<Gate, Instant> since;
        private final Set<Gate> live = ConcurrentHashMap.newKeySet();
        private final Set<String> awaited = ConcurrentHashMap.newKeySet();
        private final Set<String> decided = ConcurrentHashMap.newKeySet();
        private final Waits waits;

        private Pass(Plan plan, Stack observed) {
            this.group = plan.group();
            this.since = begun.computeIfAbsent(group, key -> new ConcurrentHashMap<>());
            this.waits = new Waits(settings, health, observed);
            plan.steps().forEach(planned -> live.addAll(planned.gates()));
        }

        @Override
        public Optional<Hold> hold(PlannedStep planned) {
            return planned.gates().stream().flatMap(gate -> hold(gate).stream()).findFirst();
        }

        private Optional<Hold> hold(Gate gate) {
            live.add(gate);
            Set<String> targetGroups = waits.targetGroups(gate);
            if (!started(gate)) {
                targetGroups.forEach(health::await);
            }
            Instant now = clock.instant();
            Instant start = waits.counts(gate) ? since.computeIfAbsent(gate, key -> now) : now;
            Optional<Hold> hold = waits.hold(gate, start, now);
            boolean undecided = hold.isPresent() && !started(gate);
            (undecided ? awaited : decided).addAll(targetGroups);
            return hold;
        }

        /** Whether only time is waited for. */
        private boolean started(Gate gate) {
            return gate instanceof Gate.Overlapped && since.containsKey(gate);
        }

        @Override
        public void close() {
            Set<Gate> gone = new HashSet<>(since.keySet());
            gone.removeAll(live);
            gone.forEach(since::remove);
            gone.forEach(gate -> decided.addAll(waits.targetGroups(gate)));
            decided.removeAll(awaited);
            decided.forEach(health::noLongerAwait);
            if (since.isEmpty()) {
                begun.remove(group);
            }
        }
    }

    /**
     * A pass over a group.
     *
     * @param observed what there was before it
     */
    public Pass pass(Plan plan, Stack observed) {
        return new Pass(plan, observed);
    }
}
