package io.headgate.simulator.api;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings a call to its operation, one at a time, past the interceptor and into the log. Safe for use by many threads. */
public final class Dispatcher {
    private static final int LONGEST_LOGGED_VALUE = 256;

    private final Map<String, Service> services;
    private final CallInterceptor interceptor;
    private final CallLog log;
    private final InstantSource clock;
    private final Consumer<ApiCall> journal;
    private final ReentrantLock account = new ReentrantLock();

    /** @param journal hears of each call that reaches its operation, in the order in which they take effect */
    public Dispatcher(
            List<Service> services,
            CallInterceptor interceptor,
            CallLog log,
            InstantSource clock,
            Consumer<ApiCall> journal) {
        this.services = services.stream().collect(Collectors.toUnmodifiableMap(Service::name, Function.identity()));
        this.interceptor = interceptor;
        this.log = log;
        this.clock = clock;
        this.journal = journal;
    }

    /** Performs a call. Refusals are answers; only defects are thrown. */
    public Answer dispatch(ApiCall call) {
        Answer answer = interceptor.intercept(call, () -> perform(call));
        log.record(new RecordedCall(
                clock.instant(), call.service(), call.operation(), summary(call.input()), answer.outcome()));
        return answer;
    }

    /** Reads or changes the account while no call is under way. */
    public <T> T exclusively(Supplier<T> work) {
        account.lock();
        try {
            return work.get();
        } finally {
            account.unlock();
        }
    }

    private Answer perform(ApiCall call) {
        Service service = services.get(call.service());
        if (service == null) {
            return new Answer.Refusal(400, "UnknownService", "The simulator does not serve " + call.service() + ".");
        }
        Operation operation = service.operations().get(call.operation());
        if (operation == null) {
            return new Answer.Refusal(
                    400,
                    "InvalidAction",
                    "The simulator does not serve the action " + call.operation() + " of " + call.service() + ".");
        }
        try {
            return exclusively(() -> {
                journal.accept(call);
                return new Answer.Success(operation.perform(call.input()));
            });
        } catch (ApiError refusal) {
            return refusal.toRefusal(service.validationCode());
        }
    }

    private static Map<String, String> summary(Fields input) {
        Map<String, String> parameters = new LinkedHashMap<>();
        input.flattened().forEach((name, value) -> parameters.put(name, isSecret(name) ? "<secret>" : cut(value)));
        return parameters;
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("clientsecret") || lower.endsWith("privatekey") || lower.endsWith("passphrase");
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_LOGGED_VALUE ? value : value.substring(0, LONGEST_LOGGED_VALUE) + "...";
    }
}
