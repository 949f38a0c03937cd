package io.headgate.operator.dev.account;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Condition;
import io.headgate.simulator.AccountSnapshot;
import io.headgate.simulator.elbv2.Listener;
import io.headgate.simulator.elbv2.Rule;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One ready-to-paste request for each rule of each listener.
 *
 * @param addresses where a listener, by ARN, really listens
 * @param authority file with the certificate authority of the account
 */
public record CurlLines(
        AccountSnapshot account, Function<String, Optional<InetSocketAddress>> addresses, Path authority) {

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        account.listeners().stream()
                .sorted(Comparator.comparing(Listener::loadBalancerArn).thenComparingInt(Listener::port))
                .forEach(listener ->
                        addresses.apply(listener.arn()).ifPresent(place -> addListener(listener, place, lines)));
        return lines;
    }

    private void addListener(Listener listener, InetSocketAddress place, List<String> lines) {
        @Nullable Path trusted = listener.secure() ? authority : null;
        String anyHost = anyHost(listener);
        for (Rule rule : account.rules().getOrDefault(listener.arn(), List.of())) {
            List<Condition> conditions = rule.routing().conditions();
            CurlCommand.matching(conditions, listener.port(), place, anyHost, trusted)
                    .ifPresent(lines::add);
        }
        boolean plainNotFound = listener.defaultActions().getFirst() instanceof Action.FixedResponse;
        if (!plainNotFound) {
            CurlCommand.matching(List.of(), listener.port(), place, anyHost, trusted)
                    .ifPresent(lines::add);
        }
    }

    /** A host that some rule of the load balancer names, so that also the default action gets a request that makes sense. */
    private String anyHost(Listener listener) {
        return account.listeners().stream()
                .filter(sibling -> sibling.loadBalancerArn().equals(listener.loadBalancerArn()))
                .flatMap(sibling -> account.rules().getOrDefault(sibling.arn(), List.of()).stream())
                .flatMap(rule -> rule.routing().conditions().stream())
                .filter(Condition.HostHeader.class::isInstance)
                .map(Condition.HostHeader.class::cast)
                .map(condition -> condition.patterns().values().getFirst().replace("*", "any"))
                .findFirst()
                .orElse("localhost");
    }
}
