package io.headgate.core.contribution;

import io.headgate.core.cluster.PortRef;
import io.headgate.core.routing.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a backend asks for, before Services and target groups are looked up. */
sealed interface BackendAction {

    /** Needs nothing: a redirect or a fixed response. */
    record Fixed(Action.Routing action) implements BackendAction {}

    record Forward(List<Destination> destinations, Action.Stickiness stickiness) implements BackendAction {
        public Forward {
            destinations = List.copyOf(destinations);
        }
    }

    /** Where a forward goes; the weight is null when none was written. */
    sealed interface Destination {
        @Nullable
        Integer weight();

        record OfService(
                String service, PortRef port, @Nullable Integer weight) implements Destination {}

        record ByArn(String arn, @Nullable Integer weight) implements Destination {}

        record ByName(String name, @Nullable Integer weight) implements Destination {}
    }
}
