package io.headgate.operator.targets;

import io.headgate.core.cloud.AssumedRole;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.TargetInputs;
import io.headgate.core.target.TargetResolution;
import io.headgate.core.target.TargetResolver;
import io.headgate.operator.watch.BindingObject;

/** The target group that a binding means, in whichever account it is. */
sealed interface Bound {

    /**
     * @param binding with what the object leaves to the target group
     * @param foreignNetwork whether the target group is in another VPC than the cluster, as seen from which all targets are outside
     * @param foreignAccount whether a role is assumed for it
     */
    record To(
            TargetGroupBinding binding,
            String arn,
            TargetRegistry registry,
            boolean foreignNetwork,
            boolean foreignAccount)
            implements Bound {

        /** What its targets are. Nodes are known to the cluster's own account alone. */
        TargetResolution resolve(TargetInputs inputs) {
            return foreignAccount && binding.targetType().equals("instance")
                    ? new TargetResolution.Unusable(
                            "spec.iamRoleArnToAssume names another account, in which the cluster's instances are none",
                            "use a target group of type ip, or leave spec.iamRoleArnToAssume away")
                    : TargetResolver.resolve(inputs);
        }
    }

    record Unknown(Failure failure) implements Bound {}

    /** Asks the cloud only for a binding that does not say all itself, and then once in a while. */
    static Bound of(BindingObject object, CloudProvider cloud, String clusterVpc) {
        AssumedRole role = object.reference().role();
        TargetRegistry registry = role == null ? cloud.targets() : cloud.targets(role);
        if (object.reference().complete()) {
            String arn = object.reference().arnOrName();
            return new To(object.binding(), arn, registry, isForeign(object, clusterVpc), role != null);
        }
        if (object.reference().arnOrName().isEmpty()) {
            return new Unknown(new Failure.Invalid(
                    "NoTargetGroup",
                    "neither spec.targetGroupARN nor spec.targetGroupName says which target group is meant"));
        }
        return switch (registry.remembered(object.reference().arnOrName())) {
            case TargetRegistry.Description.Unknown(Failure failure) -> new Unknown(failure);
            case TargetRegistry.Description.Found group -> {
                TargetGroupBinding binding = completed(object.binding(), group);
                boolean foreign = role != null || !group.vpcId().equals(clusterVpc);
                yield new To(binding, group.arn(), registry, foreign, role != null);
            }
        };
    }

    private static boolean isForeign(BindingObject object, String clusterVpc) {
        String vpc = object.binding().vpcId();
        return object.reference().role() != null || (vpc != null && !vpc.equals(clusterVpc));
    }

    private static TargetGroupBinding completed(TargetGroupBinding binding, TargetRegistry.Description.Found group) {
        return new TargetGroupBinding(
                binding.resource(),
                binding.key(),
                new TargetGroupRef.ByArn(group.arn()),
                binding.serviceName(),
                binding.servicePort(),
                group.targetType(),
                group.ipAddressType(),
                group.protocol(),
                binding.vpcId(),
                binding.multiClusterTargetGroup(),
                binding.networking(),
                binding.nodeSelector(),
                binding.labels());
    }
}
