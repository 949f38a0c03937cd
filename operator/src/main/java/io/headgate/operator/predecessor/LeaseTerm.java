package io.headgate.operator.predecessor;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How long a Lease counts as held. It does for its duration after its renewal, by our clock or, should the clocks differ, since we saw
 * it renewed; never longer than its duration from now.
 *
 * @param renewed when it was last renewed by its holder's clock; null when nobody holds it
 * @param until when it ends by our clock
 */
record LeaseTerm(@Nullable Instant renewed, Instant until) {

    static final LeaseTerm NONE = new LeaseTerm(null, Instant.MIN);

    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(15);

    LeaseTerm after(Lease lease, Instant now) {
        LeaseSpec spec = lease.getSpec();
        ZonedDateTime renewTime = spec == null ? null : spec.getRenewTime();
        String holder = spec == null ? null : spec.getHolderIdentity();
        // Who steps down empties the holder.
        if (spec == null || renewTime == null || holder == null || holder.isEmpty()) {
            return NONE;
        }
        Duration duration = spec.getLeaseDurationSeconds() == null
                ? DEFAULT_DURATION
                : Duration.ofSeconds(spec.getLeaseDurationSeconds());
        Instant longest = now.plus(duration);
        Instant renewal = renewTime.toInstant();
        if (renewed != null && renewal.isAfter(renewed)) {
            return new LeaseTerm(renewal, longest);
        }
        Instant byClock = renewal.plus(duration);
        return new LeaseTerm(renewal, byClock.isAfter(longest) ? longest : byClock);
    }

    boolean holds(Instant now) {
        return now.isBefore(until);
    }
}
