package io.headgate.aws.execute;

import io.headgate.aws.addon.ShieldAdvanced;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.AwsSettings;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.aws.snapshot.Snapshot;
import io.headgate.core.cloud.ClientSecrets;
import io.headgate.core.cloud.CloudProvider.BindingWriter;
import io.headgate.core.cloud.Failure;
import io.headgate.core.plan.AddonStep;
import io.headgate.core.plan.BindingStep;
import io.headgate.core.plan.CertificateStep;
import io.headgate.core.plan.ListenerStep;
import io.headgate.core.plan.LoadBalancerStep;
import io.headgate.core.plan.RuleStep;
import io.headgate.core.plan.SecurityGroupStep;
import io.headgate.core.plan.Step;
import io.headgate.core.plan.TagStep;
import io.headgate.core.plan.TargetGroupStep;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingRule;
import java.util.Optional;
import java.util.function.Consumer;

/** The one switch from steps to calls. */
public final class StepCalls {

    private final SecurityGroupCalls securityGroups;
    private final LoadBalancerCalls loadBalancers;
    private final TargetGroupCalls targetGroups;
    private final ListenerCalls listeners;
    private final RuleCalls rules;
    private final CertificateCalls certificates;
    private final AddonCalls addons;

    private StepCalls(
            SecurityGroupCalls securityGroups,
            LoadBalancerCalls loadBalancers,
            TargetGroupCalls targetGroups,
            ListenerCalls listeners,
            RuleCalls rules,
            CertificateCalls certificates,
            AddonCalls addons) {
        this.securityGroups = securityGroups;
        this.loadBalancers = loadBalancers;
        this.targetGroups = targetGroups;
        this.listeners = listeners;
        this.rules = rules;
        this.certificates = certificates;
        this.addons = addons;
    }

    /** @param madeTargetGroup hears the ARNs of target groups that were made */
    public static StepCalls create(
            AwsClients clients,
            AwsSettings settings,
            Snapshot snapshot,
            SecurityGroupIndex securityGroups,
            SharedSecurityGroup shared,
            ClientSecrets secrets,
            ShieldAdvanced shield,
            Consumer<String> madeTargetGroup) {
        return new StepCalls(
                new SecurityGroupCalls(clients.ec2(), settings, securityGroups, shared),
                new LoadBalancerCalls(clients.elb(), snapshot),
                new TargetGroupCalls(clients.elb(), settings, snapshot, madeTargetGroup),
                new ListenerCalls(clients.elb(), snapshot, secrets),
                new RuleCalls(clients.elb(), snapshot, secrets),
                new CertificateCalls(clients),
                new AddonCalls(clients, shield));
    }

    Effect run(Step step, Session session, BindingWriter bindings) {
        return switch (step) {
            case SecurityGroupStep onSecurityGroup -> securityGroups.run(onSecurityGroup, session);
            case LoadBalancerStep onLoadBalancer -> loadBalancers.run(onLoadBalancer, session);
            case TargetGroupStep onTargetGroup -> targetGroups.run(onTargetGroup, session);
            case ListenerStep onListener -> listeners.run(onListener, session);
            case RuleStep onRule -> rules.run(onRule, session);
            case TagStep onTags -> loadBalancers.run(onTags, session);
            case CertificateStep onCertificate -> certificates.run(onCertificate, session);
            case BindingStep onBinding -> run(onBinding, session, bindings);
            case AddonStep onAddon -> addons.run(onAddon, session);
        };
    }

    private static Effect run(BindingStep step, Session session, BindingWriter bindings) {
        Optional<Failure> failure = switch (step) {
            case BindingStep.ApplyTargetGroupBinding(TargetGroupBinding binding) ->
                bindings.apply(real(binding, session));
            case BindingStep.DeleteTargetGroupBinding(var key) -> bindings.delete(key);
        };
        return failure.<Effect>map(Effect.Failed::new).orElse(Effect.DONE);
    }

    private static TargetGroupBinding real(TargetGroupBinding binding, Session session) {
        return session.renaming()
                .binding(binding)
                .withNetworking(binding.networking().stream()
                        .map(rule -> new NetworkingRule(
                                rule.from().stream()
                                        .map(source -> real(source, session))
                                        .toList(),
                                rule.ports()))
                        .toList());
    }

    private static Source real(Source source, Session session) {
        return source instanceof Source.Group(SecurityGroupRef group)
                ? new Source.Group(new SecurityGroupRef.ById(session.securityGroupId(group)))
                : source;
    }
}
