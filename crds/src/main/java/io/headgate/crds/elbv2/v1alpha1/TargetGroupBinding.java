package io.headgate.crds.elbv2.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.headgate.crds.elbv2.TargetGroupBindingSpec;
import io.headgate.crds.elbv2.TargetGroupBindingStatus;

/** TargetGroupBinding as LBC 2.0 had it; served, but no longer stored. */
@Group("elbv2.k8s.aws")
@Version(value = "v1alpha1", storage = false)
@AdditionalPrinterColumn(name = "SERVICE-NAME", jsonPath = ".spec.serviceRef.name")
@AdditionalPrinterColumn(name = "SERVICE-PORT", jsonPath = ".spec.serviceRef.port")
@AdditionalPrinterColumn(name = "TARGET-TYPE", jsonPath = ".spec.targetType")
public final class TargetGroupBinding extends CustomResource<TargetGroupBindingSpec, TargetGroupBindingStatus>
        implements Namespaced {}
