package io.headgate.simulator.elbv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.core.routing.Action;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.elbv2.Listener.MutualAuthentication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates, changes, deletes and describes listeners. */
final class Listeners {
    private static final int HIGHEST_PORT = 65_535;

    private final LoadBalancing state;
    private final ListenerReader reader;
    private final ActionChecks checks;

    Listeners(LoadBalancing state, ListenerReader reader) {
        this.state = state;
        this.reader = reader;
        this.checks = new ActionChecks(state);
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateListener", this::create,
                "ModifyListener", this::modify,
                "DeleteListener", this::delete,
                "DescribeListeners", this::describe);
    }

    private ObjectNode create(Fields input) {
        LoadBalancer loadBalancer = state.loadBalancer(input.required("LoadBalancerArn"));
        String protocol = ListenerReader.protocol(input.required("Protocol"), loadBalancer);
        int port = input.integer("Port", 1, HIGHEST_PORT).orElseThrow(() -> ApiError.invalid("'Port' is required."));
        Map<String, String> tags = Tags.read(input.structs("Tags"), ElbTags.CODES);
        Listener wanted = new Listener(
                arn(loadBalancer, state.setting.ids().hex(16)),
                loadBalancer.arn(),
                port,
                protocol,
                reader.certificate(input, protocol, List.of()),
                reader.sslPolicy(input, protocol, null),
                ListenerReader.alpn(input, protocol, List.of()),
                reader.mutual(input, protocol, MutualAuthentication.OFF),
                ActionReader.read(input.structs("DefaultActions")),
                Attribute.defaults(AttributeCatalogue.listener(protocol)));
        checks.check(wanted.defaultActions(), loadBalancer, protocol);
        Optional<Listener> existing = onPort(loadBalancer.arn(), port);
        if (existing.isPresent()) {
            return result(sameOrRefused(existing.get(), wanted));
        }
        checkRoom(loadBalancer);
        state.listeners.put(wanted.arn(), wanted);
        state.defaultRules.put(wanted.arn(), defaultRuleArn(wanted));
        state.setting.tags().put(wanted.arn(), tags);
        return result(wanted);
    }

    private String arn(LoadBalancer loadBalancer, String id) {
        return loadBalancer.arn().replace(":loadbalancer/", ":listener/") + "/" + id;
    }

    private String defaultRuleArn(Listener listener) {
        return listener.arn().replace(":listener/", ":listener-rule/") + "/"
                + state.setting.ids().hex(16);
    }

    private Optional<Listener> onPort(String loadBalancerArn, int port) {
        return state.listenersOf(loadBalancerArn).stream()
                .filter(listener -> listener.port() == port)
                .findFirst();
    }

    /** Creating it again with the same settings succeeds; with others the port is taken (CreateListener). */
    private static Listener sameOrRefused(Listener existing, Listener wanted) {
        boolean same = existing.protocol().equals(wanted.protocol())
                && existing.certificates().stream().limit(1).toList().equals(wanted.certificates())
                && Optional.ofNullable(existing.sslPolicy()).equals(Optional.ofNullable(wanted.sslPolicy()))
                && existing.alpnPolicy().equals(wanted.alpnPolicy())
                && existing.mutualAuthentication().equals(wanted.mutualAuthentication())
                && existing.defaultActions().equals(wanted.defaultActions());
        if (!same) {
            throw duplicate(existing.port());
        }
        return existing;
    }

    private static ApiError duplicate(int port) {
        return ApiError.of(
                "DuplicateListener", "A listener already exists on this port for this load balancer: " + port);
    }

    private void checkRoom(LoadBalancer loadBalancer) {
        int most = state.setting.quotas().listenersPerLoadBalancer();
        if (state.listenersOf(loadBalancer.arn()).size() >= most) {
            throw ApiError.of("TooManyListeners", "A load balancer has at most " + most + " listeners");
        }
    }

    private ObjectNode modify(Fields input) {
        Listener before = state.listener(input.required("ListenerArn"));
        LoadBalancer loadBalancer = state.loadBalancer(before.loadBalancerArn());
        String protocol = ListenerReader.protocol(input.text("Protocol").orElse(before.protocol()), loadBalancer);
        int port = input.integer("Port", 1, HIGHEST_PORT).orElse(before.port());
        if (onPort(loadBalancer.arn(), port)
                .filter(other -> !other.arn().equals(before.arn()))
                .isPresent()) {
            throw duplicate(port);
        }
        List<Action> actions = input.has("DefaultActions")
                ? ActionReader.read(input.structs("DefaultActions"))
                : before.defaultActions();
        checks.check(actions, loadBalancer, protocol);
        Listener after = new Listener(
                before.arn(),
                before.loadBalancerArn(),
                port,
                protocol,
                certificates(input, protocol, before.certificates()),
                reader.sslPolicy(input, protocol, before.sslPolicy()),
                ListenerReader.alpn(input, protocol, before.alpnPolicy()),
                reader.mutual(input, protocol, before.mutualAuthentication()),
                actions,
                attributes(before, protocol));
        reader.checkRoom(loadBalancer, after);
        state.listeners.put(after.arn(), after);
        return result(after);
    }

    /** A new default takes the place of the old one; the further certificates stay (ModifyListener). */
    private List<String> certificates(Fields input, String protocol, List<String> before) {
        List<String> after = new ArrayList<>(
                reader.certificate(input, protocol, before.stream().limit(1).toList()));
        if (!after.isEmpty()) {
            before.stream().skip(1).forEach(after::add);
        }
        return after;
    }

    private static Map<String, String> attributes(Listener before, String protocol) {
        Map<String, String> after = new LinkedHashMap<>(Attribute.defaults(AttributeCatalogue.listener(protocol)));
        after.replaceAll((key, byDefault) -> before.attributes().getOrDefault(key, byDefault));
        return after;
    }

    private ObjectNode delete(Fields input) {
        Listener listener = state.listener(input.required("ListenerArn"));
        new FrontendTargets(state).checkUnused(listener);
        state.removeListener(listener.arn());
        return Tree.node();
    }

    private ObjectNode describe(Fields input) {
        List<String> arns = input.texts("ListenerArns");
        if (input.has("LoadBalancerArn") != arns.isEmpty()) {
            throw ApiError.invalid("You must specify either listener ARNs or a load balancer ARN");
        }
        List<Listener> chosen = arns.isEmpty()
                ? state.listenersOf(
                        state.loadBalancer(input.required("LoadBalancerArn")).arn())
                : arns.stream().map(state::listener).toList();
        return Paging.write(input, "Listeners", chosen, state.setting.quotas().pageSize(), this::write);
    }

    private ObjectNode result(Listener listener) {
        ObjectNode result = Tree.node();
        result.set("Listeners", Tree.list(List.of(listener), this::write));
        return result;
    }

    /** Only the default certificate is shown here; the others come from DescribeListenerCertificates. */
    private ObjectNode write(Listener listener) {
        ObjectNode node = Tree.node()
                .put("ListenerArn", listener.arn())
                .put("LoadBalancerArn", listener.loadBalancerArn())
                .put("Port", listener.port())
                .put("Protocol", listener.protocol())
                .put("SslPolicy", listener.sslPolicy());
        if (listener.secure()) {
            node.set(
                    "Certificates",
                    Tree.list(
                            listener.certificates().subList(0, 1),
                            arn -> Tree.node().put("CertificateArn", arn)));
        }
        node.set("DefaultActions", RoutingWriter.actions(listener.defaultActions()));
        if (!listener.alpnPolicy().isEmpty()) {
            node.set("AlpnPolicy", Tree.texts(listener.alpnPolicy()));
        }
        if (listener.protocol().equals("HTTPS")) {
            node.set("MutualAuthentication", write(listener.mutualAuthentication()));
        }
        return node;
    }

    private static ObjectNode write(MutualAuthentication mutual) {
        return Tree.node()
                .put("Mode", mutual.mode())
                .put("TrustStoreArn", mutual.trustStoreArn())
                .put("IgnoreClientCertificateExpiry", mutual.ignoreClientCertificateExpiry())
                .put("TrustStoreAssociationStatus", mutual.trustStoreArn() == null ? null : "active")
                .put("AdvertiseTrustStoreCaNames", mutual.advertiseTrustStoreCaNames());
    }
}
