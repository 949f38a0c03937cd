package io.headgate.core.settings;

import io.headgate.core.group.ClassOwnership;
import io.headgate.core.group.Instance;
import io.headgate.core.naming.Owner;
import io.headgate.core.quota.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The flags of the operator that change what a compilation gives. Names are those of the flags; defaults are LBC's.
 *
 * @param instance which of several operators in the cluster
 * @param ingressClass value of the old class annotation that is ours; empty: Ingresses without any class are ours too
 * @param controllers values of {@code IngressClass.spec.controller} that are ours
 * @param backendSecurityGroup id of a group to use as the shared one; null: made on demand
 * @param featureGates gates that differ from their default, by LBC's names
 * @param defaultRuleOrder order of the rules of groups that say nothing of it
 * @param awsLimits what happens to a member that asks for what AWS refuses
 * @param quotas limits that are known beforehand, and how sparing groups are that say nothing of it
 */
public record CompilerSettings(
        String clusterName,
        Instance instance,
        String ingressClass,
        Set<String> controllers,
        String defaultTargetType,
        String defaultLoadBalancerScheme,
        String defaultSslPolicy,
        Map<String, String> defaultTags,
        Set<String> externalManagedTags,
        List<String> allowedCertificateAuthorityArns,
        @Nullable String defaultPcaArn,
        boolean enableBackendSecurityGroup,
        @Nullable String backendSecurityGroup,
        boolean enableManageBackendSecurityGroupRules,
        boolean disableRestrictedSecurityGroupRules,
        boolean tolerateNonExistentBackendService,
        boolean tolerateNonExistentBackendAction,
        boolean enableWaf,
        boolean enableWafv2,
        boolean enableShield,
        Map<String, Boolean> featureGates,
        RuleOrder defaultRuleOrder,
        AwsLimits awsLimits,
        QuotaSettings quotas) {

    public CompilerSettings {
        controllers = Set.copyOf(controllers);
        defaultTags = Map.copyOf(defaultTags);
        externalManagedTags = Set.copyOf(externalManagedTags);
        allowedCertificateAuthorityArns = List.copyOf(allowedCertificateAuthorityArns);
        featureGates = Map.copyOf(featureGates);
    }

    /** Whose the things are that a compilation asks for. */
    public Owner owner() {
        return new Owner(clusterName, instance);
    }

    /** Which classes are ours. */
    public ClassOwnership ownership() {
        return new ClassOwnership(ingressClass, controllers);
    }

    /** Whether a feature gate is on, by LBC's name. */
    public boolean enabled(FeatureGate gate) {
        return featureGates.getOrDefault(gate.key(), gate.onByDefault());
    }

    /** LBC's defaults for a cluster of that name. */
    public static CompilerSettings defaults(String clusterName) {
        return new CompilerSettings(
                clusterName,
                Instance.UNNAMED,
                "alb",
                Set.of("ingress.k8s.aws/alb", "headgate.io/alb"),
                "instance",
                "internal",
                "ELBSecurityPolicy-2016-08",
                Map.of(),
                Set.of(),
                List.of(),
                null,
                true,
                null,
                false,
                false,
                true,
                true,
                true,
                true,
                true,
                Map.of(),
                RuleOrder.AS_WRITTEN,
                AwsLimits.REFUSE,
                QuotaSettings.NONE);
    }

    /** The limits of an account with what is known of them whatever AWS told. */
    public Limits limits(Limits told) {
        return told.with(quotas.limits());
    }

    /** The same where Ingresses that do not say otherwise pack their rules and share their target groups. */
    public CompilerSettings sparing() {
        return with(awsLimits, new QuotaSettings(quotas.limits(), true, true));
    }

    /** The same with another answer to what AWS refuses. */
    public CompilerSettings withAwsLimits(AwsLimits other) {
        return with(other, quotas);
    }

    private CompilerSettings with(AwsLimits awsLimits, QuotaSettings quotas) {
        return new CompilerSettings(
                clusterName,
                instance,
                ingressClass,
                controllers,
                defaultTargetType,
                defaultLoadBalancerScheme,
                defaultSslPolicy,
                defaultTags,
                externalManagedTags,
                allowedCertificateAuthorityArns,
                defaultPcaArn,
                enableBackendSecurityGroup,
                backendSecurityGroup,
                enableManageBackendSecurityGroupRules,
                disableRestrictedSecurityGroupRules,
                tolerateNonExistentBackendService,
                tolerateNonExistentBackendAction,
                enableWaf,
                enableWafv2,
                enableShield,
                featureGates,
                defaultRuleOrder,
                awsLimits,
                quotas);
    }
}
