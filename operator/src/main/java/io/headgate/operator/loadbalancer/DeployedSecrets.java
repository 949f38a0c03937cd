package io.headgate.operator.loadbalancer;

import io.headgate.core.routing.Action;
import io.headgate.core.routing.Action.AuthenticateOidc;
import io.headgate.core.routing.Action.Credentials;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.crds.loadbalancer.LoadBalancerStatus.ClientSecret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which client secrets the cloud was given, as keyed hashes by Secret. The cloud never gives a secret back, so this alone tells after a
 * restart that one changed meanwhile. A secret of which nothing is noted, such as one that LBC wrote, is taken as being right.
 */
record DeployedSecrets(Map<String, String> hashes) {

    DeployedSecrets {
        hashes = Map.copyOf(hashes);
    }

    static DeployedSecrets of(@Nullable LoadBalancerStatus status) {
        return new DeployedSecrets(
                status == null
                        ? Map.of()
                        : status.clientSecrets().stream()
                                .collect(Collectors.toMap(ClientSecret::secret, ClientSecret::hash, (a, b) -> b)));
    }

    List<ClientSecret> status() {
        return new TreeMap<>(hashes)
                .entrySet().stream()
                        .map(entry -> new ClientSecret(entry.getKey(), entry.getValue()))
                        .toList();
    }

    /** After a pass that was not complete, what was noted before stays: the next one rather writes twice than never. */
    DeployedSecrets after(Deployment deployment) {
        Map<String, String> wanted = wanted(deployment.compilation().stack())
                .collect(Collectors.toMap(Credentials::secretRef, Credentials::secretHash, (a, b) -> b));
        if (deployment.compilation().frozen() || !deployment.executed()) {
            return this;
        }
        if (!deployment.complete()) {
            wanted.putAll(hashes);
        }
        return new DeployedSecrets(wanted);
    }

    /** What was observed, with the hashes that the cloud did not tell. */
    Stack recall(Stack observed, Stack desired) {
        if (hashes.isEmpty()) {
            return observed;
        }
        UnaryOperator<List<Action>> recall = actions ->
                actions.stream().map(action -> recall(action, desired)).toList();
        return observed.withLoadBalancers(observed.loadBalancers().stream()
                .map(balancer -> balancer.withListeners(balancer.listeners().stream()
                        .map(listener -> recall(listener, recall))
                        .toList()))
                .toList());
    }

    private static Listener recall(Listener listener, UnaryOperator<List<Action>> recall) {
        return listener.withDefaultActions(recall.apply(listener.defaultActions()))
                .withRules(listener.rules().stream()
                        .map(rule -> rule.withRouting(rule.routing()
                                .withActions(recall.apply(rule.routing().actions()))))
                        .toList());
    }

    private Action recall(Action action, Stack desired) {
        if (!(action instanceof AuthenticateOidc oidc)
                || !oidc.credentials().secretHash().isEmpty()) {
            return action;
        }
        String clientId = oidc.credentials().clientId();
        return wanted(desired)
                .filter(wanted -> wanted.clientId().equals(clientId) && hashes.containsKey(wanted.secretRef()))
                // Should two Secrets hold the same client, the one that changed decides.
                .sorted((a, b) -> Boolean.compare(isDeployed(a), isDeployed(b)))
                .findFirst()
                .map(wanted -> oidc.withCredentials(
                        new Credentials(clientId, wanted.secretRef(), hashes.getOrDefault(wanted.secretRef(), ""))))
                .orElse(oidc);
    }

    private boolean isDeployed(Credentials wanted) {
        return wanted.secretHash().equals(hashes.get(wanted.secretRef()));
    }

    private static Stream<Credentials> wanted(Stack stack) {
        return stack.loadBalancers().stream()
                .map(LoadBalancer::listeners)
                .flatMap(List::stream)
                .flatMap(listener -> Stream.concat(
                        listener.defaultActions().stream(),
                        listener.rules().stream().flatMap(rule -> rule.routing().actions().stream())))
                .flatMap(action -> action instanceof AuthenticateOidc oidc
                        ? Stream.of(oidc.credentials())
                        : Stream.<Credentials>empty());
    }
}
