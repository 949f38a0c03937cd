package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.compile.Admission.Candidate;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.contribution.MemberCompiler;
import io.headgate.core.contribution.MemberScope;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.finding.Finding;
import io.headgate.core.finding.Findings;
import io.headgate.core.group.GroupInputs;
import io.headgate.core.settings.CompilerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From a group's Ingresses and the facts of the account to the desired stack. Pure: no clock, no I/O, the same answer for the same
 * inputs. Each member is compiled alone; then those contributions that fit together are merged.
 */
public final class Compiler {

    private Compiler() {}

    /** Compiles a group of which nothing was accepted before. */
    public static Compilation compile(GroupInputs inputs, CloudFacts facts, CompilerSettings settings) {
        return compile(inputs, Map.of(), facts, settings);
    }

    /**
     * Compiles a group.
     *
     * @param lastAccepted what was last accepted of members; those of other Ingresses or made for another group are ignored
     */
    public static Compilation compile(
            GroupInputs inputs,
            Map<ObjectKey, Contribution> lastAccepted,
            CloudFacts facts,
            CompilerSettings settings) {
        List<Candidate> candidates = inputs.members().stream()
                .map(member -> candidate(MemberScope.of(inputs, member, facts, settings), lastAccepted))
                .toList();
        Trials trials = new Trials(members ->
                new MergedGroup(inputs.group(), SharedTargets.among(members).merged(), facts, settings));
        List<Contribution> admitted = new Admission(candidates, trials, settings.awsLimits()).admit();
        Map<ObjectKey, Findings> findings =
                candidates.stream().collect(Collectors.toMap(Candidate::member, Candidate::findings));
        Built built = trials.built(admitted);
        built.remarks()
                .forEach(remark -> Optional.ofNullable(
                                findings.get(remark.member().ingress()))
                        .ifPresent(collector -> collector.accept(remark.finding())));
        return new Compilation(
                built.stack(),
                !candidates.isEmpty() && admitted.isEmpty(),
                all(candidates),
                SharedTargets.among(admitted).named().stream()
                        .collect(Collectors.toMap(Contribution::ingress, contribution -> contribution)),
                built.rules(),
                built.ledger());
    }

    private static Candidate candidate(MemberScope scope, Map<ObjectKey, Contribution> lastAccepted) {
        Optional<Contribution> last = Optional.ofNullable(lastAccepted.get(scope.key()))
                .filter(contribution ->
                        contribution.stack().equals(scope.group().toString()));
        Optional<Contribution> current = MemberCompiler.compile(scope)
                .map(contribution -> last.map(contribution::remembering).orElse(contribution));
        return new Candidate(scope.key(), current, last, scope.findings());
    }

    private static Map<ObjectKey, List<Finding>> all(List<Candidate> candidates) {
        Map<ObjectKey, List<Finding>> findings = new LinkedHashMap<>();
        candidates.forEach(candidate ->
                findings.put(candidate.member(), candidate.findings().all()));
        return findings;
    }
}
