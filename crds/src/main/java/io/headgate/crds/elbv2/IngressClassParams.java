package io.headgate.crds.elbv2;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Settings of an IngressClass that beat the annotations of its Ingresses. Cluster-scoped, without status. */
@Group("elbv2.k8s.aws")
@Version("v1beta1")
@Plural("ingressclassparams")
@Singular("ingressclassparams")
@AdditionalPrinterColumn(name = "GROUP-NAME", jsonPath = ".spec.group.name")
@AdditionalPrinterColumn(name = "SCHEME", jsonPath = ".spec.scheme")
@AdditionalPrinterColumn(name = "IP-ADDRESS-TYPE", jsonPath = ".spec.ipAddressType")
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class IngressClassParams extends CustomResource<IngressClassParamsSpec, Void> {}
