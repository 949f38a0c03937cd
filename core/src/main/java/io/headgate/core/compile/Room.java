package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.finding.Finding;
import io.headgate.core.quota.QuotaLedger;
import io.headgate.core.quota.QuotaUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides for whom there is room within the limits of the account. What was accepted before stays, whatever the limits say by now; of its
 * changes those are accepted that fit or ask for no more; then newcomers in group order, each alone, so that one that is too large does
 * not keep a smaller one out.
 */
final class Room {
    private final Trials trials;

    Room(Trials trials) {
        this.trials = trials;
    }

    /**
     * Those for whom there is no room, each with the reason.
     *
     * @param wanted all that could be admitted, in group order
     * @param last what was accepted before of some of them
     */
    Map<Contribution, Finding> without(List<Contribution> wanted, Map<ObjectKey, Contribution> last) {
        if (trials.built(wanted).ledger().exceeded().isEmpty()) {
            return Map.of();
        }
        Map<ObjectKey, Contribution> admitted = new HashMap<>(last);
        List<Contribution> waiting = new ArrayList<>(wanted.stream()
                .filter(contribution -> !contribution.equals(last.get(contribution.ingress())))
                .toList());
        Map<Contribution, Finding> without = Map.of();
        boolean progress = true;
        while (progress) {
            without = tried(wanted, waiting, admitted, last);
            progress = waiting.retainAll(without.keySet());
        }
        return without;
    }

    /** One round: changes first, as they may make room. Those that fit are added to the admitted ones. */
    private Map<Contribution, Finding> tried(
            List<Contribution> wanted,
            List<Contribution> waiting,
            Map<ObjectKey, Contribution> admitted,
            Map<ObjectKey, Contribution> last) {
        Map<Boolean, List<Contribution>> byVeteran = waiting.stream()
                .collect(Collectors.partitioningBy(contribution -> last.containsKey(contribution.ingress())));
        Map<Contribution, Finding> without = new LinkedHashMap<>();
        for (boolean veteran : List.of(true, false)) {
            for (Contribution candidate : byVeteran.getOrDefault(veteran, List.of())) {
                Map<ObjectKey, Contribution> trial = new HashMap<>(admitted);
                trial.put(candidate.ingress(), candidate);
                QuotaLedger before = built(wanted, admitted).ledger();
                Built after = built(wanted, trial);
                Optional<QuotaUse> over = after.ledger().exceeded(before);
                if (over.isPresent()) {
                    without.put(candidate, new QuotaRefusal(over.get(), before, after.stack()).of(candidate));
                } else {
                    admitted.put(candidate.ingress(), candidate);
                }
            }
        }
        return without;
    }

    private Built built(List<Contribution> wanted, Map<ObjectKey, Contribution> admitted) {
        List<Contribution> members = wanted.stream()
                .flatMap(contribution -> Optional.ofNullable(admitted.get(contribution.ingress())).stream())
                .toList();
        return trials.built(members);
    }
}
