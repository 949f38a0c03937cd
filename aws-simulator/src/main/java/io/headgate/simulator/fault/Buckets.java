package io.headgate.simulator.fault;

import io.headgate.simulator.api.Answer;
import io.headgate.simulator.api.ApiCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The token buckets of an account as they fill and empty. Safe for use by many threads. */
final class Buckets {

    private static final double NANOS = 1e9;
    /** A whole token, as far as binary fractions can tell. */
    private static final double ONE = 1 - 1e-6;

    private final Throttling throttling;
    private final InstantSource clock;
    private final Map<String, Level> levels = new HashMap<>();

    private record Level(double tokens, Instant at) {}

    Buckets(Throttling throttling, InstantSource clock) {
        this.throttling = throttling;
        this.clock = clock;
    }

    /** Takes a token; gives what AWS says if there is none. */
    synchronized Optional<Answer.Refusal> take(ApiCall call) {
        Optional<Throttling.Bucket> named = throttling.buckets().stream()
                .filter(bucket -> bucket.names(call))
                .findFirst();
        return named.filter(bucket -> !takeFrom(bucket)).map(_ -> refusal(call.service()));
    }

    private boolean takeFrom(Throttling.Bucket bucket) {
        double share = 1 - throttling.neighbour();
        Instant now = clock.instant();
        Level before = levels.getOrDefault(bucket.name(), new Level(bucket.size() * share, now));
        double seconds = Duration.between(before.at(), now).toNanos() / NANOS;
        double tokens = Math.min(bucket.size() * share, before.tokens() + seconds * bucket.refill() * share);
        boolean taken = tokens >= ONE;
        levels.put(bucket.name(), new Level(taken ? tokens - 1 : tokens, now));
        return taken;
    }

    /** Each service has its own word for it. */
    static Answer.Refusal refusal(String service) {
        return switch (service) {
            case "ec2" -> new Answer.Refusal(503, "RequestLimitExceeded", "Request limit exceeded.");
            case "elasticloadbalancing", "route53", "sts" -> new Answer.Refusal(400, "Throttling", "Rate exceeded");
            case String _ -> new Answer.Refusal(400, "ThrottlingException", "Rate exceeded");
        };
    }
}
