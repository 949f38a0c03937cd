package io.headgate.aws.client;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Holds calls back so that the account's own rate limits are not met, the less urgent ones longer. Calls of one kind share a bucket, as
 * they do at AWS. A call that AWS refused nevertheless lowers the rate of its bucket for a while. A service with rates of its own has only
 * those. Time spent waiting counts for no time-out of the call. Safe for use by many threads.
 */
final class CallBudget implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> SENT = new ExecutionAttribute<>("HeadgateSentBefore");

    /** How the codes of such refusals begin or read, in XML and in JSON. */
    private static final List<String> COMPLAINTS =
            List.of("Throttling", "RequestLimitExceeded", "TooManyRequests", "PriorRequestNotComplete");

    private final AwsSettings.Budget budget;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, List<Given>> given = new HashMap<>();

    private record Given(Pattern operation, TokenBucket bucket) {}

    /** All throttles of a service that match a call count. */
    CallBudget(AwsSettings.Pace pace, MeterRegistry meters, InstantSource clock) {
        this.budget = pace.budget();
        this.clock = clock;
        this.meters = meters;
        for (Throttle throttle : pace.throttles()) {
            given.computeIfAbsent(ServiceIds.normal(throttle.service()), key -> new ArrayList<>())
                    .add(new Given(
                            Pattern.compile(throttle.operation()),
                            new TokenBucket(throttle.rate(), throttle.burst(), clock)));
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        List<TokenBucket> limits = limits(attributes);
        if (limits.isEmpty()) {
            return;
        }
        CallPriority priority = CallPriority.of(attributes);
        long from = clock.millis();
        limits.forEach(bucket -> bucket.take(priority));
        meters.timer("headgate.aws.throttle.wait", "priority", priority.name().toLowerCase(Locale.ROOT))
                .record(Duration.ofMillis(Math.max(0, clock.millis() - from)));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(SENT) != null) {
            limits(attributes).forEach(TokenBucket::charge);
        }
        attributes.putAttribute(SENT, true);
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<InputStream> body = context.responseBody();
        if (body.isEmpty() || context.httpResponse().isSuccessful()) {
            return body;
        }
        byte[] refusal = read(body.get());
        String text = new String(refusal, StandardCharsets.UTF_8);
        if (COMPLAINTS.stream().anyMatch(text::contains)) {
            limits(attributes).forEach(TokenBucket::throttled);
            meters.counter("headgate.aws.throttled", "service", ServiceIds.called(attributes))
                    .increment();
        }
        return Optional.of(new ByteArrayInputStream(refusal));
    }

    /** A refusal that breaks off is one without words: the status still tells that it is one. */
    private static byte[] read(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException brokenOff) {
            return new byte[0];
        }
    }

    private List<TokenBucket> limits(ExecutionAttributes attributes) {
        return limits(
                ServiceIds.called(attributes),
                String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
    }

    /** The buckets that a call takes from. */
    List<TokenBucket> limits(String service, String operation) {
        List<Given> own = given.get(service);
        if (own != null) {
            return own.stream()
                    .filter(limit -> limit.operation().matcher(operation).find())
                    .map(Given::bucket)
                    .toList();
        }
        return switch (budget) {
            case ACCOUNT ->
                Stream.of(ApiBucket.of(service, operation))
                        .map(kind -> buckets.computeIfAbsent(
                                service + " " + kind, key -> new TokenBucket(kind.rate(), kind.burst(), clock)))
                        .toList();
            case UNLIMITED -> List.of();
        };
    }
}
