package io.headgate.aws.client;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How calls are made: how long they may take, when they are repeated, and which budget and breakers they share. */
final class CallConduct {

    private static final Duration ATTEMPT = Duration.ofSeconds(20);
    private static final Duration CALL = Duration.ofSeconds(60);

    /** Services beside the load balancers themselves must not hold up what does not need them. */
    private static final Duration SIDE_ATTEMPT = Duration.ofSeconds(5);

    private static final Duration SIDE_CALL = Duration.ofSeconds(10);

    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration FIRST_DELAY_THROTTLED = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final AwsSettings settings;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final List<ExecutionInterceptor> more;
    private final CallBudget budget;
    private final CircuitBreaker breaker;

    CallConduct(AwsSettings settings, MeterRegistry meters, InstantSource clock, List<ExecutionInterceptor> more) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.more = more;
        this.budget = new CallBudget(settings.pace(), meters, clock);
        this.breaker = new CircuitBreaker(meters, clock);
    }

    /** For the services that every group needs. */
    ClientOverrideConfiguration main() {
        return configuration(budget).build();
    }

    /** The same, after everybody else. */
    ClientOverrideConfiguration scanning() {
        return configuration(budget)
                .executionAttributes(CallPriority.DRIFT.attributes())
                .build();
    }

    /** For services that only some groups need. */
    ClientOverrideConfiguration side() {
        return configuration(budget)
                .apiCallAttemptTimeout(SIDE_ATTEMPT)
                .apiCallTimeout(SIDE_CALL)
                .build();
    }

    /** For another account, whose rate limits are its own. */
    ClientOverrideConfiguration otherAccount() {
        return configuration(new CallBudget(settings.pace(), meters, clock)).build();
    }

    private ClientOverrideConfiguration.Builder configuration(CallBudget shared) {
        ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(retries())
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "headgate")
                .addExecutionInterceptor(new CallMetrics(meters))
                .addExecutionInterceptor(breaker)
                .addExecutionInterceptor(shared);
        if (!settings.connection().endpoints().isEmpty()) {
            configuration.addExecutionInterceptor(
                    new ServiceEndpoints(settings.connection().endpoints()));
        }
        more.forEach(configuration::addExecutionInterceptor);
        return configuration;
    }

    /** Delays are anything between nothing and a bound that doubles. What is too much in all is for budget and breaker to say. */
    private RetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(settings.pace().maxAttempts())
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY_THROTTLED, LONGEST_DELAY))
                .circuitBreakerEnabled(false)
                .build();
    }
}
