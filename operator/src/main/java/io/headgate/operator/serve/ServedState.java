package io.headgate.operator.serve;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compiler;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.ClassOwnership;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.settings.AwsLimits;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Stack;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.stack.StackTranslation;
import io.headgate.proxy.stack.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Ingresses of a cluster come to.
 *
 * @param findings what is to be told, of Ingresses, groups and listeners
 * @param groups in order of their names
 * @param accepted contributions, to be given to the next compilation
 */
public record ServedState(
        DataPlaneConfig config,
        List<Finding> findings,
        List<ServedGroup> groups,
        Map<ObjectKey, Contribution> accepted) {

    private static final CompilerSettings DEFAULTS = CompilerSettings.defaults("local");

    public ServedState {
        findings = List.copyOf(findings);
        groups = List.copyOf(groups);
        accepted = Map.copyOf(accepted);
    }

    /**
     * Compiles and translates all that the proxy is to serve.
     *
     * @param ownership which Ingresses of the cluster those are
     */
    public static ServedState of(
            ServedCluster cluster,
            ClassOwnership ownership,
            LocalCertificates certificates,
            PortMapping ports,
            Map<ObjectKey, Contribution> lastAccepted) {
        List<Finding> findings = new ArrayList<>();
        ServedCluster served = cluster.withState(served(cluster.state(), findings));
        LocalCertificates.Found found = certificates.find(served.state().ingresses(), served.secrets());
        findings.addAll(found.findings());
        Membership membership = Membership.of(served.state(), ownership);
        findings.addAll(membership.refused().values());
        List<ServedGroup> groups = groups(
                HeldMembers.added(membership, served.state(), lastAccepted),
                LocalFacts.with(found.facts()),
                ownership,
                lastAccepted);
        Map<ObjectKey, Contribution> accepted = new HashMap<>();
        for (ServedGroup group : groups) {
            group.compilation().findings().values().forEach(findings::addAll);
            accepted.putAll(group.compilation().contributions());
        }
        List<Stack> stacks =
                groups.stream().map(group -> group.compilation().stack()).toList();
        Translation translation = StackTranslation.of(stacks, new LocalSurroundings(served, found, ports));
        findings.addAll(translation.findings());
        findings.addAll(found.selfSigned(translation.config()));
        return new ServedState(translation.config(), findings, groups, accepted);
    }

    /** The same, with what an earlier process accepted. */
    public ServedState withAccepted(Map<ObjectKey, Contribution> earlier) {
        return new ServedState(config, findings, groups, earlier);
    }

    private static List<ServedGroup> groups(
            List<GroupInputs> groups,
            CloudFacts facts,
            ClassOwnership ownership,
            Map<ObjectKey, Contribution> lastAccepted) {
        CompilerSettings settings = settings(DEFAULTS, ownership);
        return groups.stream()
                .map(inputs -> new ServedGroup(inputs, Compiler.compile(inputs, lastAccepted, facts, settings)))
                .toList();
    }

    private static CompilerSettings settings(CompilerSettings defaults, ClassOwnership ownership) {
        return new CompilerSettings(
                defaults.clusterName(),
                defaults.instance(),
                ownership.ingressClass(),
                ownership.controllers(),
                "ip",
                "internet-facing",
                defaults.defaultSslPolicy(),
                defaults.defaultTags(),
                defaults.externalManagedTags(),
                defaults.allowedCertificateAuthorityArns(),
                defaults.defaultPcaArn(),
                defaults.enableBackendSecurityGroup(),
                defaults.backendSecurityGroup(),
                defaults.enableManageBackendSecurityGroupRules(),
                defaults.disableRestrictedSecurityGroupRules(),
                defaults.tolerateNonExistentBackendService(),
                defaults.tolerateNonExistentBackendAction(),
                defaults.enableWaf(),
                defaults.enableWafv2(),
                defaults.enableShield(),
                defaults.featureGates(),
                defaults.defaultRuleOrder(),
                AwsLimits.REPORT,
                defaults.quotas());
    }

    private static ClusterState served(ClusterState state, List<Finding> findings) {
        List<ServedIngress> served =
                state.ingresses().stream().map(ServedIngress::of).toList();
        served.forEach(ingress -> findings.addAll(ingress.findings()));
        return new ClusterState(
                served.stream().map(ServedIngress::ingress).toList(),
                state.classes(),
                state.classParams(),
                state.namespaces(),
                state.services(),
                state.oidcSecrets());
    }
}
