package io.headgate.aws.endpoint;

import io.headgate.aws.endpoint.Resolution.Available;
import io.headgate.aws.endpoint.Resolution.Unavailable;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives each class of tests its {@link AwsEndpoint}. The address that {@code aws.endpointUrl} or {@code AWS_ENDPOINT_URL} gives is used as
 * it is; else the emulator that {@code -Daws.test.emulator} chooses is started. A class that gets none is skipped, or fails with
 * {@code -Daws.test.required=true}.
 *
 * <p>Classes do not meet: each has a simulator of its own; moto and containers are started once, and in moto each class has an account.
 */
public final class AwsEndpointExtension implements BeforeAllCallback, ExecutionCondition, ParameterResolver {

    private static final System.Logger LOG = System.getLogger(AwsEndpointExtension.class.getName());
    private static final Namespace NAMESPACE = Namespace.create(AwsEndpointExtension.class);
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        AwsTest test = annotation(context);
        if (test.on().length > 0 || GivenEndpoint.find().isPresent()) {
            return ConditionEvaluationResult.enabled("has an endpoint of its own");
        }
        Emulator chosen = Emulator.chosen();
        return Stream.of(test.sameAs())
                .filter(other ->
                        List.of(other.getAnnotation(AwsTest.class).on()).contains(chosen))
                .findFirst()
                .map(
                        other -> ConditionEvaluationResult.disabled(
                                "would repeat " + other.getSimpleName() + " on " + chosen.label()
                                        + ": choose another emulator by -Daws.test.emulator, or give an address by AWS_ENDPOINT_URL"))
                .orElse(ConditionEvaluationResult.enabled("runs on " + chosen.label()));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        switch (resolution(context)) {
            case Available available -> {
                AwsEndpoint endpoint = available.endpoint();
                AwsEndpoint own = endpoint.capabilities().emulator().equals(Emulator.MOTO.label())
                        ? endpoint.inAccount("%012d".formatted(100_000_000_000L + ACCOUNTS.incrementAndGet()))
                        : endpoint;
                store.put(AwsEndpoint.class, own);
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0} runs at {1} on {2}",
                        context.getRequiredTestClass().getSimpleName(),
                        own.uri(),
                        own.capabilities());
            }
            case Unavailable(String reason)
            when Boolean.getBoolean("aws.test.required") ->
                throw new IllegalStateException("aws.test.required is set, but " + reason);
            case Unavailable(String reason) -> throw new TestAbortedException(reason);
        }
    }

    private static Resolution resolution(ExtensionContext context) {
        Emulator[] on = annotation(context).on();
        Optional<URI> given = on.length > 0 ? Optional.empty() : GivenEndpoint.find();
        Emulator emulator = on.length > 0 ? on[0] : Emulator.chosen();
        if (given.isPresent()) {
            return EndpointResolver.given(emulator, given.get());
        }
        Store lifetime = switch (emulator) {
            case SIMULATOR -> context.getStore(NAMESPACE);
            case MOTO, LOCALSTACK -> context.getRoot().getStore(NAMESPACE);
        };
        return lifetime.computeIfAbsent(emulator, key -> new Started(EndpointResolver.start(key)), Started.class)
                .resolution();
    }

    private static AwsTest annotation(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(AwsTest.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AwsEndpoint.class;
    }

    @Override
    public AwsEndpoint resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE).get(AwsEndpoint.class, AwsEndpoint.class));
    }

    /** Ends with the store that holds it. */
    private record Started(Resolution resolution) implements AutoCloseable {
        @Override
        public void close() {
            if (resolution instanceof Available available) {
                available.stop().run();
            }
        }
    }
}
