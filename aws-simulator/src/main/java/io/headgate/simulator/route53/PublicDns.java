package io.headgate.simulator.route53;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a resolver anywhere in the world would find. */
@FunctionalInterface
public interface PublicDns {

    /** Looks a name, with a dot at the end, up. */
    Optional<Found> find(String name, String type);

    /** The values of a record, and since when it has them. */
    record Found(List<String> values, Instant since) {
        public Found {
            values = List.copyOf(values);
        }
    }
}
