package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.finding.Findings;
import io.headgate.core.settings.AwsLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whose contributions make the group, so that they fit together. In a conflict whoever was accepted before stays as it was; among
 * newcomers the group order decides. The outcome is the same as if what is refused were not there.
 */
final class Admission {
    private static final Comparator<Contribution> GROUP_ORDER =
            Comparator.comparingInt(Contribution::order).thenComparing(Contribution::ingress);

    private final List<Candidate> candidates;
    private final Trials trials;
    private final AwsLimits limits;
    private final Set<Contribution> rejected = new HashSet<>();
    private final Map<ObjectKey, Finding> unmet = new LinkedHashMap<>();

    /**
     * @param candidates in group order
     * @param trials tells what members would become together
     * @param limits what happens to those for whom there is no room
     */
    Admission(List<Candidate> candidates, Trials trials, AwsLimits limits) {
        this.candidates = List.copyOf(candidates);
        this.trials = trials;
        this.limits = limits;
    }

    /** A member with its present contribution and the one that was last accepted, each if there is one. */
    record Candidate(
            ObjectKey member, Optional<Contribution> current, Optional<Contribution> last, Findings findings) {}

    /** Members that cannot be served as they are, and why. */
    record Unmet(List<ObjectKey> members, String field, String message, String remedy) {
        Unmet {
            members = List.copyOf(members);
        }

        private Finding against(ObjectKey member) {
            return new Finding(
                    Finding.Severity.ERROR, "Ingress " + member, field, Finding.FAILED_BUILD_MODEL, message, remedy);
        }
    }

    /** The contributions that make the group, in group order. Refusals are added to the findings of the candidates. */
    List<Contribution> admit() {
        while (true) {
            Map<ObjectKey, Finding> conflicts = new LinkedHashMap<>();
            List<Contribution> admitted = withoutConflicts(conflicts);
            Optional<Unmet> problem = trials.unmet(admitted);
            if (problem.isPresent()) {
                reject(problem.get(), admitted);
                continue;
            }
            Map<Contribution, Finding> without = Room.without(trials, admitted, lastOf(admitted));
            if (limits == AwsLimits.REPORT || without.isEmpty()) {
                report(conflicts);
                report(unmet);
                report(told(without));
                return admitted;
            }
            rejected.addAll(without.keySet());
            without.forEach((contribution, finding) -> unmet.putIfAbsent(contribution.ingress(), finding));
        }
    }

    private static Map<ObjectKey, Finding> told(Map<Contribution, Finding> without) {
        Map<ObjectKey, Finding> told = new HashMap<>();
        without.forEach((contribution, finding) -> told.put(contribution.ingress(), finding.asWarning()));
        return told;
    }

    /** What was last accepted of those who are admitted, as far as it can still be used. */
    private Map<ObjectKey, Contribution> lastOf(List<Contribution> admitted) {
        Set<ObjectKey> members = admitted.stream().map(Contribution::ingress).collect(Collectors.toSet());
        Map<ObjectKey, Contribution> last = new HashMap<>();
        candidates.stream()
                .filter(candidate -> members.contains(candidate.member()) && usable(candidate.last()))
                .forEach(candidate ->
                        last.put(candidate.member(), candidate.last().orElseThrow()));
        return last;
    }

    private void report(Map<ObjectKey, Finding> findings) {
        candidates.forEach(candidate ->
                Optional.ofNullable(findings.get(candidate.member())).ifPresent(candidate.findings()));
    }

    private void reject(Unmet problem, List<Contribution> admitted) {
        for (Contribution contribution : admitted) {
            if (problem.members().contains(contribution.ingress())) {
                rejected.add(contribution);
                unmet.putIfAbsent(contribution.ingress(), problem.against(contribution.ingress()));
            }
        }
    }

    private List<Contribution> withoutConflicts(Map<ObjectKey, Finding> conflicts) {
        List<Contribution> all = all(candidates);
        if (Conflicts.among(all).isEmpty()) {
            return all;
        }
        List<Candidate> veterans = candidates.stream()
                .filter(candidate -> usable(candidate.last()))
                .toList();
        List<Contribution> admitted = veterans(veterans, conflicts);
        for (Candidate candidate : candidates) {
            if (!usable(candidate.last()) && usable(candidate.current())) {
                admitted = tried(candidate.member(), candidate.current().orElseThrow(), admitted, conflicts);
            }
        }
        return admitted;
    }

    /** Those who were accepted before: with all their changes if these fit together, else with those changes that fit one by one. */
    private List<Contribution> veterans(List<Candidate> veterans, Map<ObjectKey, Finding> conflicts) {
        List<Contribution> present = all(veterans);
        if (Conflicts.among(present).isEmpty()) {
            return present;
        }
        List<Contribution> admitted = List.of();
        for (Candidate candidate : veterans) {
            admitted = tried(candidate.member(), candidate.last().orElseThrow(), admitted, new HashMap<>());
        }
        for (Candidate candidate : veterans) {
            if (usable(candidate.current())) {
                admitted = tried(candidate.member(), candidate.current().orElseThrow(), admitted, conflicts);
            }
        }
        return admitted;
    }

    /** The admitted ones with that one, in place of what it had, if it fits; else unchanged, with the reason noted. */
    private static List<Contribution> tried(
            ObjectKey member, Contribution candidate, List<Contribution> admitted, Map<ObjectKey, Finding> conflicts) {
        List<Contribution> tried = new ArrayList<>(admitted);
        tried.removeIf(contribution -> contribution.ingress().equals(member));
        tried.add(candidate);
        tried.sort(GROUP_ORDER);
        Optional<Conflict> conflict = Conflicts.among(tried).stream()
                .filter(found -> found.concerns(member))
                .findFirst();
        conflict.ifPresent(found -> conflicts.put(member, found.against(member)));
        return conflict.isPresent() ? admitted : List.copyOf(tried);
    }

    private List<Contribution> all(List<Candidate> of) {
        return of.stream()
                .flatMap(candidate -> candidate.current().filter(c -> !rejected.contains(c)).stream()
                        .findFirst()
                        .or(() -> candidate.last().filter(c -> !rejected.contains(c)))
                        .stream())
                .sorted(GROUP_ORDER)
                .toList();
    }

    private boolean usable(Optional<Contribution> contribution) {
        return contribution.isPresent() && !rejected.contains(contribution.get());
    }
}
