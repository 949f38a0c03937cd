package io.headgate.operator.offline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.compile.Compilation;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.GroupId;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.group.Instance;
import io.headgate.crds.report.IngressReport;
import io.headgate.crds.report.IngressReportStatus;
import io.headgate.crds.report.IngressReportStatus.ReportCondition;
import io.headgate.operator.ingress.GroupObjects;
import io.headgate.operator.loadbalancer.MemberReport;
import io.headgate.operator.manifest.ManifestCluster;
import io.headgate.operator.manifest.ManifestCompilation;
import io.headgate.operator.status.Conditions;
import io.headgate.operator.status.ReportConditions;
import io.headgate.operator.status.ReportWriter;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Kubernetes objects that the operator would write for manifests, as YAML documents: for each group its LoadBalancer, of each member
 * the Ingress (only the metadata that would be patched) and the report, then the TargetGroupBindings; at the end the reports of Ingresses
 * that are in no group. Reports say what can be known without a cluster and without AWS, and leave out the memory of what was accepted,
 * which is opaque. There is no clock: times are those of the epoch.
 */
public final class WrittenObjects {

    private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final ClusterState cluster;
    private final Instance instance;
    private final ReportConditions conditions = new ReportConditions(new Conditions(NO_CLOCK));

    private WrittenObjects(ClusterState cluster, Instance instance) {
        this.cluster = cluster;
        this.instance = instance;
    }

    public static String yaml(ManifestCluster manifests, ManifestCompilation compilation, Instance instance) {
        WrittenObjects objects = new WrittenObjects(manifests.state(), instance);
        Stream<HasMetadata> ofGroups = compilation.groups().stream()
                .flatMap(group -> compilation.membership().group(group.stack().group()).stream()
                        .flatMap(inputs -> objects.of(inputs, group).stream()));
        return Stream.concat(ofGroups, objects.withoutGroup(compilation))
                .map(Serialization::asYaml)
                .collect(Collectors.joining());
    }

    private List<HasMetadata> of(GroupInputs inputs, Compilation compilation) {
        GroupKey group = new GroupKey(Snapshot.AWS, inputs.group());
        List<Ingress> members =
                inputs.members().stream().map(GroupInputs.Member::ingress).toList();
        List<HasMetadata> objects = new ArrayList<>();
        members.stream()
                .findFirst()
                .map(member -> GroupObjects.object(group, Snapshot.controllerOf(member, cluster), instance))
                .ifPresent(objects::add);
        for (Ingress member : members) {
            objects.add(held(member, inputs.group()));
            objects.add(report(member, group.objectName(instance), compilation));
        }
        if (!compilation.frozen()) {
            objects.addAll(NamedBindings.of(compilation.stack()));
        }
        return objects;
    }

    /** An Ingress as far as the operator patches it: the group's finalizer beside those that it has. */
    private HasMetadata held(Ingress member, GroupId group) {
        Set<String> finalizers = new LinkedHashSet<>(member.finalizers());
        finalizers.add(instance.finalizer(group));
        return new IngressBuilder()
                .withNewMetadata()
                .withNamespace(member.key().namespace())
                .withName(member.key().name())
                .withFinalizers(List.copyOf(finalizers))
                .endMetadata()
                .build();
    }

    private IngressReport report(Ingress member, String loadBalancer, Compilation compilation) {
        List<Finding> findings = compilation.findings().getOrDefault(member.key(), List.of());
        Contribution contribution = compilation.contributions().get(member.key());
        MemberReport report = new MemberReport(conditions, member, contribution, null);
        List<ReportCondition> known = new ArrayList<>(List.of(report.accepted(findings)));
        if (contribution == null) {
            known.add(report.refused());
        } else if (contribution.requestedCertificate() == null) {
            known.add(report.certificateReady());
        }
        IngressReportStatus status = report.status(loadBalancer, known, findings, compilation);
        return withStatus(
                member,
                new IngressReportStatus(
                        status.observedGeneration(),
                        status.loadBalancer(),
                        status.conditions(),
                        status.findings(),
                        status.rules(),
                        null));
    }

    private Stream<HasMetadata> withoutGroup(ManifestCompilation compilation) {
        return cluster.ingresses().stream()
                .filter(ingress -> compilation.membership().refused().containsKey(ingress.key()))
                .map(ingress -> {
                    List<Finding> findings = compilation.findings().getOrDefault(ingress.key(), List.of());
                    return withStatus(
                            ingress,
                            new IngressReportStatus(
                                    ingress.generation(),
                                    null,
                                    List.of(conditions.accepted(findings, ingress.generation(), null)),
                                    ReportConditions.findings(findings),
                                    List.of(),
                                    null));
                });
    }

    private IngressReport withStatus(Ingress ingress, IngressReportStatus status) {
        IngressReport report = ReportWriter.report(ingress, instance);
        report.setStatus(status);
        return report;
    }
}
