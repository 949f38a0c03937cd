package io.headgate.core.plan;

import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.Listener.MutualAuthentication;
import java.util.ArrayList;
import java.util.HashMap;
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

    ListenerPlanner(Draft draft, Policy policy, References references, RulePlanner rules) {
        this.draft = draft;
        this.policy = policy;
        this.references = references;
        this.rules = rules;
    }

    void planFresh(String loadBalancer, List<Listener> desired, Set<Integer> after) {
        for (Listener wanted : desired) {
            create(loadBalancer, references.renaming().listener(wanted), after);
        }
    }

    void plan(String loadBalancer, List<Listener> desired, List<Listener> observed) {
        Map<Integer, Listener> present = new HashMap<>();
        observed.forEach(listener -> present.put(listener.port(), listener));
        for (Listener unresolved : desired) {
            Listener wanted = references.renaming().listener(unresolved);
            Listener found = present.remove(wanted.port());
            if (found == null) {
                create(loadBalancer, wanted, Set.of());
            } else {
                update(wanted, found);
            }
        }
        present.values().stream()
                .filter(listener -> references.tracks(listener.tags()))
                .forEach(listener -> draft.add(
                        new ListenerStep.DeleteListener(arn(listener)), Risk.DELETION, references.detachments()));
    }

    private void create(String loadBalancer, Listener wanted, Set<Integer> after) {
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
        rules.planFresh(step.handle(), wanted.port(), wanted.rules(), Set.of(created));
    }

    private void addCertificate(String handle, CertificateRef certificate, int created) {
        Set<Integer> before = new TreeSet<>(draft.makersOf(arns(List.of(certificate))));
        before.add(created);
        draft.add(new ListenerStep.AddListenerCertificates(handle, certificate), Risk.NONE, before);
    }

    private void update(Listener wanted, Listener present) {
        String arn = arn(present);
        int first = draft.next();
        Set<Integer> before = draft.makersOf(arns(wanted.certificates()));
        ListenerStep.ModifyListener change =
                differs(wanted, present) ? new ListenerStep.ModifyListener(arn, wanted) : null;
        if (change != null && !wanted.protocol().equals(present.protocol())) {
            Set<Integer> after = new TreeSet<>(references.makersOfTargets(wanted.defaultActions()));
            after.addAll(before);
            before = Set.of(draft.add(change, Risk.BLIP, after));
            change = null;
        }
        rules.plan(arn, wanted.port(), wanted.rules(), present.rules(), change, before);
        updateCertificates(arn, wanted, present, draft.since(first));
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

    private static boolean differs(Listener wanted, Listener present) {
        String policy = wanted.sslPolicy();
        return !wanted.protocol().equals(present.protocol())
                || !first(wanted.certificates()).equals(first(present.certificates()))
                || (policy != null && !policy.equals(present.sslPolicy()))
                || mutualTlsDiffers(wanted.mutualAuthentication(), present.mutualAuthentication())
                || !Normal.sameActions(wanted.defaultActions(), present.defaultActions());
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
