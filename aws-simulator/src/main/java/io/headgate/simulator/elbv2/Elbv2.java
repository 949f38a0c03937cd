package io.headgate.simulator.elbv2;

import io.headgate.simulator.acm.CertificateStore;
import io.headgate.simulator.api.Operation;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.ec2.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operations of ELBv2. */
public final class Elbv2 {

    private Elbv2() {}

    public static Service service(
            LoadBalancing state, Network network, CertificateStore certificates, TargetStates states) {
        ListenerReader listenerReader = new ListenerReader(state, certificates);
        Map<String, Operation> operations = new HashMap<>();
        List.of(
                        new LoadBalancers(state, network).operations(),
                        new LoadBalancerSettings(state, network).operations(),
                        new TargetGroups(state, network).operations(),
                        new Targets(state, network, states).operations(),
                        new Listeners(state, listenerReader).operations(),
                        new ListenerCertificates(state, listenerReader).operations(),
                        new Rules(state).operations(),
                        new Attributes(state).operations(),
                        new ElbTags(state).operations(),
                        new TrustStores(state).operations(),
                        SslPolicy.operations(() -> state.setting.quotas().pageSize()),
                        AccountLimits.operations(state.setting::quotas))
                .forEach(operations::putAll);
        return new Service("elasticloadbalancing", "ValidationError", operations);
    }
}
