package io.headgate.aws.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Lets calls of a service that does not answer fail at once for a while, instead of each waiting for its own time-out. Then one call may
 * try; if it is answered, be it by a refusal, all may again. Each service has its own. Safe for use by many threads.
 */
final class CircuitBreaker implements ExecutionInterceptor {

    private static final int FAILURES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final MeterRegistry meters;
    private final InstantSource clock;
    private final ConcurrentMap<String, Circuit> circuits = new ConcurrentHashMap<>();

    CircuitBreaker(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        circuit(attributes).admit(clock.instant());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        circuit(attributes).answered();
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.exception() instanceof AwsServiceException) {
            circuit(attributes).answered();
        } else if (isUnreachable(context.exception())) {
            circuit(attributes).unanswered(clock.instant());
        }
    }

    private static boolean isUnreachable(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof IOException
                        || cause instanceof ApiCallTimeoutException
                        || cause instanceof ApiCallAttemptTimeoutException);
    }

    private Circuit circuit(ExecutionAttributes attributes) {
        String service = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
        return circuits.computeIfAbsent(service, name -> {
            Circuit made = new Circuit(name);
            meters.gauge("headgate.aws.circuit.open", Tags.of("service", name), made, Circuit::open);
            return made;
        });
    }

    /** The state of one service. */
    private static final class Circuit {
        private final String service;
        private int failures;
        private Duration pause = FIRST_PAUSE;
        private Instant openUntil = Instant.MIN;

        Circuit(String service) {
            this.service = service;
        }

        synchronized void admit(Instant now) {
            if (failures < FAILURES) {
                return;
            }
            if (now.isBefore(openUntil)) {
                throw new UnreachableException(service, Duration.between(now, openUntil));
            }
            // This one tries; the others hear of it, or go on failing.
            openUntil = now.plus(pause);
        }

        /** 1 while calls fail at once, else 0. */
        synchronized double open() {
            return failures < FAILURES ? 0 : 1;
        }

        synchronized void answered() {
            failures = 0;
            pause = FIRST_PAUSE;
        }

        synchronized void unanswered(Instant now) {
            if (++failures > FAILURES) {
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
            if (failures >= FAILURES) {
                openUntil = now.plus(pause);
            }
        }
    }
}
