package io.headgate.simulator.elbv2;

import io.headgate.core.routing.RoutingRule;
import io.headgate.simulator.account.Quotas;
import io.headgate.simulator.account.Tags;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.elbv2.Listener.MutualAuthentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Listeners with their certificates and rules, as the Describe calls answered for them. */
final class RecordedListeners {
    private final LoadBalancing state;
    /** What is there is there: a limit refuses only what is new. */
    private final Quotas unlimited;

    RecordedListeners(LoadBalancing state) {
        this.state = state;
        this.unlimited = state.setting
                .quotas()
                .with("conditionValuesPerRule", Integer.MAX_VALUE)
                .with("wildcardsPerRule", Integer.MAX_VALUE);
    }

    void read(Fields entry, String loadBalancerArn) {
        Fields api = entry.struct("listener").orElse(entry);
        String arn = api.required("ListenerArn");
        String protocol = api.required("Protocol");
        boolean secure = ListenerReader.secure(protocol);
        state.listeners.put(
                arn,
                new Listener(
                        arn,
                        loadBalancerArn,
                        api.integer("Port").orElse(0),
                        protocol,
                        secure ? certificates(entry, api) : List.of(),
                        secure ? api.text("SslPolicy").orElse(SslPolicy.DEFAULT) : null,
                        api.texts("AlpnPolicy"),
                        mutual(api),
                        ActionReader.read(api.structs("DefaultActions")),
                        RecordedLoadBalancing.attributes(
                                AttributeCatalogue.listener(protocol), entry.structs("attributes"))));
        state.setting.tags().put(arn, Tags.recorded(entry.structs("tags")));
        state.defaultRules.put(
                arn,
                arn.replace(":listener/", ":listener-rule/") + "/"
                        + state.setting.ids().hex(16));
        entry.structs("rules").forEach(rule -> rule(rule, arn));
    }

    /** The default first. Only the list of all certificates tells which it is; a listener names it alone. */
    private static List<String> certificates(Fields entry, Fields api) {
        List<Fields> listed = entry.structs("certificates");
        List<String> all = new ArrayList<>();
        for (boolean wanted : List.of(true, false)) {
            listed.stream()
                    .filter(each -> each.flag("IsDefault").orElse(false) == wanted)
                    .forEach(each -> all.add(each.required("CertificateArn")));
        }
        boolean noneIsDefault =
                listed.stream().noneMatch(each -> each.flag("IsDefault").orElse(false));
        if (noneIsDefault) {
            api.structs("Certificates").stream()
                    .findFirst()
                    .ifPresent(first -> all.addFirst(first.required("CertificateArn")));
        }
        return all;
    }

    private MutualAuthentication mutual(Fields api) {
        Optional<Fields> wired = api.struct("MutualAuthentication");
        if (wired.isEmpty()) {
            return MutualAuthentication.OFF;
        }
        String trustStore = wired.get().text("TrustStoreArn").orElse(null);
        if (trustStore != null && !state.trustStores.containsKey(trustStore)) {
            state.addTrustStore(trustStore, trustStore.split("/", -1)[1]);
        }
        return new MutualAuthentication(
                wired.get().text("Mode").orElse("off"),
                trustStore,
                trustStore == null
                        ? null
                        : wired.get().flag("IgnoreClientCertificateExpiry").orElse(false),
                trustStore == null
                        ? null
                        : wired.get().text("AdvertiseTrustStoreCaNames").orElse("off"));
    }

    private void rule(Fields entry, String listenerArn) {
        Fields api = entry.struct("rule").orElse(entry);
        String arn = api.required("RuleArn");
        state.setting.tags().put(arn, Tags.recorded(entry.structs("tags")));
        if (api.required("Priority").equals("default")) {
            state.defaultRules.put(listenerArn, arn);
            return;
        }
        RoutingRule routing = new RoutingRule(
                ConditionReader.read(api.structs("Conditions"), unlimited),
                ActionReader.read(api.structs("Actions")),
                TransformReader.read(api.structs("Transforms")));
        state.rules.put(arn, new Rule(arn, listenerArn, api.integer("Priority").orElseThrow(), routing));
    }
}
