package io.headgate.core.plan;

import io.headgate.core.routing.Action;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Listener.MutualAuthentication;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Plans the listeners of one load balancer: they are found by port. */
final class ListenerPlanner {

    private final Draft draft;
    private final Policy policy;
    private final References references;
    private final RulePlanner rules;
    private final Map<Listener, Set<Integer>> leaving = new LinkedHashMap<>();

    ListenerPlanner(Draft draft, Policy policy, References references, RulePlanner rules) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
        this.rules = rules;
    }

    void planFresh(String loadBalancer, List<Listener> desired, Set<Integer> after) {
        RuleRoom room = new RuleRoom(Integer.MAX_VALUE, 0);
        for (Listener wanted : desired) {
            create(loadBalancer, references.renaming().listener(wanted), after, room);
        }
    }

    /** @param frontend what is a target of the network load balancer in front is removed by {@link #planRemoval} */
    void plan(String loadBalancer, List<Listener> desired, List<Listener> observed, FrontendPlanner frontend) {
        Map<Integer, Listener> superfluous = new HashMap<>();
        observed.forEach(listener -> superfluous.put(listener.port(), listener));
        List<Warming.Change> changes = new ArrayList<>();
        List<Listener> fresh = new ArrayList<>();
        for (Listener unresolved : desired) {
            Listener wanted = references.renaming().listener(unresolved);
            Listener found = superfluous.remove(wanted.port());
            if (found == null) {
                fresh.add(wanted);
            } else {
                changes.add(Warming.Change.of(wanted, found, references));
            }
        }
        superfluous.values().removeIf(listener -> !references.tracks(listener.tags()));
        List<Listener> targets = superfluous.values().stream()
                .filter(listener -> frontend.isTarget(loadBalancer, listener.port()))
                .toList();
        superfluous.values().removeAll(targets);
        RoomMaker rooms = new RoomMaker(policy.limits(), observed, fresh, changes);
        Warming warming = new Warming(draft, policy, references, changes);
        warming.begin(fresh, rooms.room());
        List<ListenerRules> ruled = changes.stream()
                .map(change -> new ListenerRules(rules, change, warming, rooms.room()))
                .toList();
        List<ListenerRules> ordered =
                rooms.make(List.copyOf(superfluous.values()), listener -> delete(listener, Set.of()), ruled);
        if (rooms.isCramped()) {
            ordered.forEach(each -> update(each, warming));
        }
        Set<Integer> created = new TreeSet<>();
        fresh.forEach(wanted -> created.add(create(loadBalancer, wanted, Set.of(), rooms.room())));
        if (!rooms.isCramped()) {
            ordered.forEach(each -> update(each, warming));
        }
        warming.places().end();
        rooms.left().forEach(listener -> delete(listener, created));
        targets.forEach(listener -> leaving.put(listener, created));
    }

    /** Removes the listeners that were targets of the network load balancer in front. */
    void planRemoval() {
        leaving.forEach(this::delete);
    }

    /** @param successors the steps that make new listeners: as long as AWS refuses one, what answered so far goes on */
    private int delete(Listener listener, Set<Integer> successors) {
        Set<Integer> before = new TreeSet<>(references.detachments());
        before.addAll(successors);
        int step = draft.add(new ListenerStep.DeleteListener(arn(listener)), Risk.DELETION, before);
        Forwards.of(listener).forEach(group -> references.released(group, step));
        return step;
    }

    private int create(String loadBalancer, Listener wanted, Set<Integer> after, RuleRoom room) {
        Listener tagged = policy.tagsListenersAndRules() ? wanted : wanted.withTags(Map.of());
        ListenerStep step = new ListenerStep.CreateListener(loadBalancer, tagged);
        Set<Integer> before = new TreeSet<>(after);
        before.addAll(references.makersOfTargets(wanted.defaultActions()));
        before.addAll(draft.makersOf(arns(wanted.certificates())));
        int created = draft.add(step, Risk.NONE, before);
        wanted.certificates().forEach(certificate -> addCertificate(step.handle(), certificate, created));
        if (!wanted.attributes().isEmpty()) {
            draft.add(
                    new ListenerStep.ModifyListenerAttributes(step.handle(), wanted.attributes()),
                    Risk.NONE,
                    Set.of(created));
        }
        rules.planFresh(step.handle(), wanted.port(), wanted.rules(), Set.of(created), room);
        return created;
    }

    private void addCertificate(String handle, CertificateRef certificate, int created) {
        Set<Integer> before = new TreeSet<>(draft.makersOf(arns(List.of(certificate))));
        before.add(created);
        draft.add(new ListenerStep.AddListenerCertificates(handle, certificate), Risk.NONE, before);
    }

    private void update(ListenerRules ruled, Warming warming) {
        Warming.Change update = ruled.change();
        Listener wanted = update.wanted();
        Listener present = update.present();
        String arn = arn(present);
        int first = draft.next();
        Set<Integer> before = draft.makersOf(arns(wanted.certificates()));
        boolean answers = !Normal.sameActions(wanted.defaultActions(), present.defaultActions());
        boolean waits = !warming.gates(
                        wanted.defaultActions(), update.incumbents().ofDefault())
                .isEmpty();
        boolean rest = differsBesideActions(wanted, present);
        ListenerStep.ModifyListener change = answers || rest ? new ListenerStep.ModifyListener(arn, wanted) : null;
        boolean protocol = !wanted.protocol().equals(present.protocol());
        if (change != null && (protocol || (rest && answers && waits))) {
            // What the listener is does not wait for what answers, and rules may need what it becomes.
            List<Action> actions = answers && waits ? present.defaultActions() : wanted.defaultActions();
            Set<Integer> after = new TreeSet<>(references.makersOfTargets(actions));
            after.addAll(before);
            int step = draft.add(
                    new ListenerStep.ModifyListener(arn, wanted.withDefaultActions(actions)), Risk.BLIP, after);
            before = Set.of(step);
            if (answers && !waits) {
                Forwards.of(present.defaultActions()).forEach(group -> references.released(group, step));
            }
            change = answers && waits ? change : null;
        }
        ruled.plan(change, before);
        updateCertificates(arn, wanted, present, draft.unheld(draft.since(first)));
        Map<String, String> attributes = TargetGroupPlanner.changed(wanted.attributes(), present.attributes());
        if (!attributes.isEmpty()) {
            draft.add(new ListenerStep.ModifyListenerAttributes(arn, attributes), Risk.NONE, Set.of());
        }
        if (policy.tagsListenersAndRules()) {
            TagDiff.between(wanted.tags(), present.tags(), policy).plan(draft, arn, Set.of());
        }
    }

    private void updateCertificates(String arn, Listener wanted, Listener present, Set<Integer> after) {
        List<CertificateRef> missing = Edits.minus(wanted.certificates(), present.certificates()::contains);
        Set<Integer> added = new TreeSet<>(after);
        for (CertificateRef certificate : missing) {
            Set<Integer> before = new TreeSet<>(draft.makersOf(arns(List.of(certificate))));
            before.addAll(after);
            added.add(draft.add(new ListenerStep.AddListenerCertificates(arn, certificate), Risk.NONE, before));
        }
        boolean plain = !wanted.protocol().equals("HTTPS");
        for (CertificateRef certificate : present.certificates()) {
            if (!plain && !wanted.certificates().contains(certificate)) {
                draft.add(new ListenerStep.RemoveListenerCertificates(arn, certificate), Risk.BLIP, added);
            }
        }
    }

    private static boolean differsBesideActions(Listener wanted, Listener present) {
        String policy = wanted.sslPolicy();
        return !wanted.protocol().equals(present.protocol())
                || !first(wanted.certificates()).equals(first(present.certificates()))
                || (policy != null && !policy.equals(present.sslPolicy()))
                || mutualTlsDiffers(wanted.mutualAuthentication(), present.mutualAuthentication());
    }

    private static List<CertificateRef> first(List<CertificateRef> certificates) {
        return certificates.stream().limit(1).toList();
    }

    /** An absent wish leaves things as they are. Only {@code verify} has more to it than its mode. */
    private static boolean mutualTlsDiffers(
            @Nullable MutualAuthentication wanted, @Nullable MutualAuthentication present) {
        if (wanted == null) {
            return false;
        }
        String mode = present == null ? "off" : present.mode();
        if (!wanted.mode().equals(mode)) {
            return true;
        }
        return present != null && wanted.mode().equals("verify") && !sameVerification(wanted, present);
    }

    private static boolean sameVerification(MutualAuthentication wanted, MutualAuthentication present) {
        return Objects.equals(wanted.trustStoreArn(), present.trustStoreArn())
                && Boolean.TRUE.equals(wanted.ignoreClientCertificateExpiry())
                        == Boolean.TRUE.equals(present.ignoreClientCertificateExpiry())
                && "on".equals(wanted.advertiseTrustStoreCaNames())
                        == "on".equals(present.advertiseTrustStoreCaNames());
    }

    private static List<String> arns(List<CertificateRef> certificates) {
        List<String> arns = new ArrayList<>();
        for (CertificateRef certificate : certificates) {
            if (certificate instanceof CertificateRef.ByArn(String arn)) {
                arns.add(arn);
            }
        }
        return arns;
    }

    private static String arn(Listener listener) {
        return Objects.requireNonNull(listener.arn(), "an observed listener has an ARN");
    }
}
