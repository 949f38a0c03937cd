package io.headgate.operator.offline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.headgate.core.group.Instance;
import io.headgate.core.naming.Owner;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import io.headgate.operator.translate.BindingTranslation;
import java.util.List;
import java.util.Map;

/**
 * The TargetGroupBindings that the operator would write. Before anything exists in AWS there are no ARNs and ids: target groups and
 * security groups stand there with their names.
 */
final class NamedBindings {

    private NamedBindings() {}

    static List<HasMetadata> of(Stack stack) {
        return stack.bindings().stream().map(binding -> object(stack, binding)).toList();
    }

    private static HasMetadata object(Stack stack, TargetGroupBinding binding) {
        return BindingTranslation.write(new TargetGroupBinding(
                binding.resource(),
                binding.key(),
                new TargetGroupRef.ByArn(binding.key().name()),
                binding.serviceName(),
                binding.servicePort(),
                binding.targetType(),
                binding.ipAddressType(),
                binding.targetGroupProtocol(),
                binding.vpcId(),
                binding.multiClusterTargetGroup(),
                binding.networking().stream().map(rule -> named(stack, rule)).toList(),
                binding.nodeSelector(),
                binding.labels()));
    }

    private static NetworkingRule named(Stack stack, NetworkingRule rule) {
        List<Source> from = rule.from().stream()
                .map(source -> source instanceof Source.Group(SecurityGroupRef group)
                        ? new Source.Group(new SecurityGroupRef.ById(name(stack, group)))
                        : source)
                .toList();
        return new NetworkingRule(from, rule.ports());
    }

    private static String name(Stack stack, SecurityGroupRef group) {
        return switch (group) {
            case SecurityGroupRef.ById(String id) -> id;
            case SecurityGroupRef.OfPeer(String ignored, String id) -> id;
            case SecurityGroupRef.Managed(String resource) ->
                stack.securityGroups().stream()
                        .filter(made -> made.resource().equals(resource))
                        .map(SecurityGroup::name)
                        .findFirst()
                        .orElse("managed");
            case SecurityGroupRef.Backend ignored -> ResourceNames.backendSecurityGroup(owner(stack));
        };
    }

    private static Owner owner(Stack stack) {
        Map<String, String> tags = stack.loadBalancers().getFirst().tags();
        return new Owner(
                tags.getOrDefault(TrackingTags.CLUSTER, ""), new Instance(tags.getOrDefault(Instance.KEY, "")));
    }
}
