package io.headgate.crds.loadbalancer;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** A group of Ingresses that share one load balancer. Made and deleted by the operator; cluster-scoped, since groups span namespaces. */
@Group("headgate.io")
@Version("v1alpha1")
@Plural("loadbalancers")
@ShortNames("hglb")
@AdditionalPrinterColumn(name = "GROUP", jsonPath = ".spec.group")
@AdditionalPrinterColumn(name = "PROVIDER", jsonPath = ".spec.provider")
@AdditionalPrinterColumn(name = "ADDRESS", jsonPath = ".status.address.hostname")
@AdditionalPrinterColumn(name = "READY", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "REASON", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class LoadBalancer extends CustomResource<LoadBalancerSpec, LoadBalancerStatus> {

    /** What is said of it; nothing before the first status. */
    public List<Condition> conditions() {
        return getStatus() == null ? List.of() : getStatus().conditions();
    }
}
