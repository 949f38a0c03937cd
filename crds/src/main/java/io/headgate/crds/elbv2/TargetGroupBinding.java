package io.headgate.crds.elbv2;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Says which endpoints of a Service are the targets of a target group, and who may reach them. */
@Group("elbv2.k8s.aws")
@Version("v1beta1")
@Plural("targetgroupbindings")
@AdditionalPrinterColumn(name = "SERVICE-NAME", jsonPath = ".spec.serviceRef.name")
@AdditionalPrinterColumn(name = "SERVICE-PORT", jsonPath = ".spec.serviceRef.port")
@AdditionalPrinterColumn(name = "TARGET-TYPE", jsonPath = ".spec.targetType")
@AdditionalPrinterColumn(name = "ARN", jsonPath = ".spec.targetGroupARN", priority = 1)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class TargetGroupBinding extends CustomResource<TargetGroupBindingSpec, TargetGroupBindingStatus>
        implements Namespaced {}
