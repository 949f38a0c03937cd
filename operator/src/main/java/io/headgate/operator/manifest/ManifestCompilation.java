package io.headgate.operator.manifest;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Compilation;
import io.headgate.core.compile.Compiler;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.Membership;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Stack;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the Ingresses of manifests ask for.
 *
 * @param membership which Ingress is in which group, or why in none
 * @param groups compilations in order of the groups' names
 * @param findings what is to be told about each Ingress, also those that are in no group
 */
public record ManifestCompilation(
        Membership membership, List<Compilation> groups, SortedMap<ObjectKey, List<Finding>> findings) {

    public ManifestCompilation {
        groups = List.copyOf(groups);
    }

    /** Of which nothing was accepted before. */
    public static ManifestCompilation of(ManifestCluster cluster, CloudFacts facts, CompilerSettings settings) {
        return of(cluster, Map.of(), facts, settings);
    }

    /** @param lastAccepted what was last accepted of Ingresses */
    public static ManifestCompilation of(
            ManifestCluster cluster,
            Map<ObjectKey, Contribution> lastAccepted,
            CloudFacts facts,
            CompilerSettings settings) {
        Membership membership = Membership.of(cluster.state(), settings.ownership());
        List<Compilation> groups = membership.all().stream()
                .map(inputs -> Compiler.compile(inputs, lastAccepted, facts, settings))
                .toList();
        SortedMap<ObjectKey, List<Finding>> findings = new TreeMap<>();
        groups.forEach(group -> findings.putAll(group.findings()));
        membership.refused().forEach((ingress, finding) -> findings.putIfAbsent(ingress, List.of(finding)));
        return new ManifestCompilation(membership, groups, findings);
    }

    /** The stacks of groups that have at least one accepted member. */
    public List<Stack> stacks() {
        return groups.stream()
                .filter(group -> !group.frozen())
                .map(Compilation::stack)
                .toList();
    }

    /** The errors of each Ingress that is refused. */
    public SortedMap<ObjectKey, List<Finding>> refused() {
        SortedMap<ObjectKey, List<Finding>> refused = new TreeMap<>();
        findings.forEach((ingress, all) -> {
            List<Finding> errors = all.stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .toList();
            if (!errors.isEmpty()) {
                refused.put(ingress, errors);
            }
        });
        return refused;
    }

    /** All findings on one line each: errors first, then the rest. */
    public Stream<Finding> inOrderOfWeight() {
        return findings.values().stream().flatMap(List::stream).sorted(Comparator.comparing(Finding::severity));
    }
}
