package io.headgate.operator.webhook;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Service;
import io.headgate.core.compile.Compiler;
import io.headgate.core.finding.Finding;
import io.headgate.core.finding.Finding.Severity;
import io.headgate.core.group.Belonging;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.settings.CompilerSettings;
import java.util.List;
import java.util.Map;

/** What the compiler finds wrong with an Ingress by itself: without its group and without asking AWS. */
final class IngressMistakes {

    private final CompilerSettings settings;

    IngressMistakes(CompilerSettings settings) {
        this.settings = settings;
    }

    /**
     * @param own errors that stay whatever else exists
     * @param others warnings, and errors that are over once something else exists or changes
     */
    record Found(List<Finding> own, List<Finding> others) {}

    Found of(Ingress ingress, Belonging.Member member, Map<ObjectKey, Service> services) {
        ObligingWorld world = ObligingWorld.of(ingress, member.params());
        List<Finding> own = compiled(ingress, member, world, world.services(services)).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> finding.object().equals("Ingress " + ingress.key()))
                .toList();
        List<Finding> others = compiled(ingress, member, world, services).stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .filter(finding -> own.stream().noneMatch(finding::equals))
                .toList();
        return new Found(own, others);
    }

    private List<Finding> compiled(
            Ingress ingress, Belonging.Member member, ObligingWorld world, Map<ObjectKey, Service> services) {
        GroupInputs alone = new GroupInputs(
                member.group(),
                List.of(new GroupInputs.Member(ingress, member.params(), null, member.classAnnotations())),
                services,
                world.secrets());
        return Compiler.compile(alone, world.facts(settings), settings).findings().values().stream()
                .flatMap(List::stream)
                .toList();
    }
}
