package io.headgate.operator.serve;

import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.compile.CompilerSettings;
import io.headgate.core.compile.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.ClassOwnership;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Membership;
import io.headgate.core.stack.Stack;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.Manifests;
import io.headgate.proxy.config.DataPlaneConfig;
import io.headgate.proxy.stack.StackTranslation;
import io.headgate.proxy.stack.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the manifests come to.
 *
 * @param accepted contributions, to be given to the next compilation
 */
record ServedState(DataPlaneConfig config, List<Finding> findings, Map<ObjectKey, Contribution> accepted) {

    private static final Set<String> CONTROLLERS =
            Set.of("headgate.io/proxy", "headgate.io/alb", "ingress.k8s.aws/alb");
    private static final CompilerSettings SETTINGS = settings(CompilerSettings.defaults("local"));

    ServedState {
        findings = List.copyOf(findings);
        accepted = Map.copyOf(accepted);
    }

    static ServedState of(
            Manifests manifests,
            LocalCertificates certificates,
            PortMapping ports,
            Map<ObjectKey, Contribution> lastAccepted) {
        List<Finding> findings = new ArrayList<>();
        ManifestCluster cluster = ManifestCluster.of(manifests);
        ClusterState state = served(cluster.state(), findings);
        LocalCertificates.Found found = certificates.find(state.ingresses(), manifests);
        findings.addAll(found.findings());
        CloudFacts facts = LocalFacts.with(found.facts());
        Membership membership = Membership.of(state, new ClassOwnership(SETTINGS.ingressClass(), CONTROLLERS));
        findings.addAll(membership.refused().values());
        List<Stack> stacks = new ArrayList<>();
        Map<ObjectKey, Contribution> accepted = new HashMap<>();
        for (GroupInputs inputs : membership.all()) {
            Compilation compilation = Compiler.compile(inputs, lastAccepted, facts, SETTINGS);
            compilation.findings().values().forEach(findings::addAll);
            accepted.putAll(compilation.contributions());
            stacks.add(compilation.stack());
        }
        Translation translation = StackTranslation.of(stacks, new LocalSurroundings(cluster, found, ports));
        findings.addAll(translation.findings());
        findings.addAll(found.selfSigned(translation.config()));
        return new ServedState(translation.config(), findings, accepted);
    }

    private static CompilerSettings settings(CompilerSettings defaults) {
        return new CompilerSettings(
                defaults.clusterName(),
                defaults.ingressClass(),
                CONTROLLERS,
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
                defaults.featureGates());
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
