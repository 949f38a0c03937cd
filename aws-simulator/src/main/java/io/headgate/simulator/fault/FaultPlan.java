package io.headgate.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that shall go wrong, as a value. Of several faults for one call the one that comes first stands outermost.
 *
 * @param seed of the dice for probabilities
 * @param quotas limits of the account that change, by the names of {@link io.headgate.simulator.account.Quotas}' components
 */
public record FaultPlan(
        long seed, List<Injection> injections, Optional<Throttling> throttling, Map<String, Integer> quotas) {

    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(0, List.of(), Optional.empty(), Map.of());

    public FaultPlan {
        injections = List.copyOf(injections);
        quotas = Map.copyOf(quotas);
    }

    /** Only this fault. */
    public static FaultPlan of(Selector selector, Fault fault) {
        return NONE.with(selector, fault);
    }

    /** The same and another fault. */
    public FaultPlan with(Selector selector, Fault fault) {
        List<Injection> more = new ArrayList<>(injections);
        more.add(new Injection(selector, fault));
        return new FaultPlan(seed, more, throttling, quotas);
    }

    public FaultPlan withSeed(long changed) {
        return new FaultPlan(changed, injections, throttling, quotas);
    }

    public FaultPlan withThrottling(Throttling changed) {
        return new FaultPlan(seed, injections, Optional.of(changed), quotas);
    }

    /** The same with other limits; those that are not named are as the account began. */
    public FaultPlan withQuotas(Map<String, Integer> changed) {
        return new FaultPlan(seed, injections, throttling, changed);
    }
}
