package io.headgate.core.compile;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.contribution.Contribution;
import io.headgate.core.finding.Finding;
import io.headgate.core.quota.QuotaUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides for whom there is room within the limits of the account. What was accepted before stays, whatever the limits say by now; of its
 * changes those are accepted that fit or ask for no more; then newcomers in group order, each alone, so that one that is too large does
 * not keep a smaller one out. Serves for one decision.
 */
final class Room {
    /** So many newcomers are refused after a try; of a group with even more of them the rest is refused without one. */
    private static final int MAX_TRIES = 100;

    private final Trials trials;
    private final List<Contribution> wanted;
    private final Map<ObjectKey, Contribution> admitted;
    private final Map<Contribution, Finding> without = new LinkedHashMap<>();
    private Built before;

    private Room(Trials trials, List<Contribution> wanted, Map<ObjectKey, Contribution> last) {
        this.trials = trials;
        this.wanted = wanted;
        this.admitted = new HashMap<>(last);
        this.before = built(admitted);
    }

    /**
     * Those for whom there is no room, each with the reason.
     *
     * @param wanted all that could be admitted, in group order
     * @param last what was accepted before of some of them
     */
    static Map<Contribution, Finding> without(
            Trials trials, List<Contribution> wanted, Map<ObjectKey, Contribution> last) {
        if (trials.built(wanted).ledger().exceeded().isEmpty()) {
            return Map.of();
        }
        Room room = new Room(trials, wanted, last);
        room.change(wanted.stream()
                .filter(contribution -> isChange(contribution, last.get(contribution.ingress())))
                .toList());
        room.join(wanted.stream()
                .filter(contribution -> !last.containsKey(contribution.ingress()))
                .toList());
        return room.without;
    }

    private static boolean isChange(Contribution contribution, @Nullable Contribution before) {
        return before != null && !contribution.equals(before);
    }

    /** As long as one fits, it may make room for others. */
    private void change(List<Contribution> changes) {
        List<Contribution> waiting = new ArrayList<>(changes);
        boolean progress = true;
        while (progress) {
            progress = waiting.removeIf(change -> fit(List.of(change)).isEmpty());
        }
        waiting.forEach(change -> fit(List.of(change)).ifPresent(refusal -> without.put(change, refusal.of(change))));
    }

    /** Many at a time as long as they fit. */
    private void join(List<Contribution> newcomers) {
        int place = 0;
        int step = newcomers.size();
        while (place < newcomers.size()) {
            List<Contribution> batch = newcomers.subList(place, Math.min(newcomers.size(), place + step));
            Optional<QuotaRefusal> refusal = fit(batch);
            if (refusal.isEmpty()) {
                place += batch.size();
                step = 2 * batch.size();
            } else if (batch.size() > 1) {
                step = batch.size() / 2;
            } else if (without.size() < MAX_TRIES) {
                without.put(batch.getFirst(), refusal.get().of(batch.getFirst()));
                place++;
            } else {
                newcomers
                        .subList(place, newcomers.size())
                        .forEach(rest -> without.put(rest, refusal.get().of(rest)));
                return;
            }
        }
    }

    /** Admits them all if there is room; else tells why not. */
    private Optional<QuotaRefusal> fit(List<Contribution> candidates) {
        Map<ObjectKey, Contribution> trial = new HashMap<>(admitted);
        candidates.forEach(candidate -> trial.put(candidate.ingress(), candidate));
        Built after = built(trial);
        Optional<QuotaUse> over = after.ledger().exceeded(before.ledger());
        if (over.isEmpty()) {
            admitted.putAll(trial);
            before = after;
        }
        return over.map(use -> new QuotaRefusal(use, before.ledger(), after.stack()));
    }

    private Built built(Map<ObjectKey, Contribution> members) {
        return trials.built(wanted.stream()
                .flatMap(contribution -> Optional.ofNullable(members.get(contribution.ingress())).stream())
                .toList());
    }
}
