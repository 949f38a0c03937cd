package io.headgate.aws.client;

import io.headgate.core.cloud.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts calls as {@code headgate.aws.calls}, by service, operation, outcome and urgency. Retries of a call count as one. */
final class CallMetrics implements ExecutionInterceptor {

    private final MeterRegistry meters;

    CallMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        count(attributes, "success");
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        count(
                attributes,
                context.exception() instanceof SdkException failed ? outcome(Failures.translate(failed)) : "failure");
    }

    private static String outcome(Failure failure) {
        return switch (failure) {
            case Failure.NotFound _ -> "not_found";
            case Failure.Conflict _ -> "conflict";
            case Failure.InUse _ -> "in_use";
            case Failure.Throttled _ -> "throttled";
            case Failure.Denied _ -> "denied";
            case Failure.Quota _ -> "quota";
            case Failure.NotReady _ -> "not_ready";
            case Failure.Invalid _ -> "invalid";
            case Failure.Transient _ -> "transient";
        };
    }

    private void count(ExecutionAttributes attributes, String outcome) {
        meters.counter(
                        "headgate.aws.calls",
                        "service",
                        String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)),
                        "operation",
                        String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)),
                        "outcome",
                        outcome,
                        "priority",
                        CallPriority.of(attributes).name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
