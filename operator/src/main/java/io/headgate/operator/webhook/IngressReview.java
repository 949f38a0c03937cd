package io.headgate.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.finding.Finding;
import io.headgate.core.group.Belonging;
import io.headgate.core.group.ClassOwnership;
import io.headgate.core.group.Membership;
import io.headgate.operator.watch.ClusterView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Refuses an Ingress whose class cannot be used, that uses what flags forbid, or that has a mistake of its own making. A mistake that was
 * there before this edit refuses nothing: whoever repairs one of two must be able to. Ingresses of others pass.
 */
final class IngressReview implements Reviewer {

    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final String GROUP_ANNOTATION = "alb.ingress.kubernetes.io/group.name";

    private final ClusterView view;
    private final FreshClasses classes;
    private final Collection<ClassOwnership> ownerships;
    private final IngressMistakes mistakes;
    private final WebhookSettings.Policy policy;
    private final Function<JsonNode, Ingress> reader;

    IngressReview(
            ClusterView view,
            FreshClasses classes,
            Collection<ClassOwnership> ownerships,
            IngressMistakes mistakes,
            WebhookSettings.Policy policy,
            Function<JsonNode, Ingress> reader) {
        this.view = view;
        this.classes = classes;
        this.ownerships = List.copyOf(ownerships);
        this.mistakes = mistakes;
        this.policy = policy;
        this.reader = reader;
    }

    @Override
    public Verdict review(AdmissionRequest request) {
        if (request.deleting() || !request.asksForSomethingNew()) {
            return Verdict.ALLOWED;
        }
        Ingress ingress = reader.apply(request.object());
        Optional<Ingress> before = request.creates() ? Optional.empty() : Optional.of(reader.apply(request.before()));
        return switch (belonging(ingress)) {
            case Belonging.Foreign() -> Verdict.ALLOWED;
            case Belonging.Refused(Finding finding) ->
                placed(ingress).equals(before.map(IngressReview::placed).orElse(List.of()))
                        ? new Verdict.Allowed(List.of(text(finding)))
                        : new Verdict.Denied(text(finding), List.of());
            case Belonging.Member member -> judged(ingress, before, member);
        };
    }

    /** Of whichever provider the Ingress is. A class that cannot be looked up now is no reason to refuse anything. */
    private Belonging belonging(Ingress ingress) {
        ClusterState state = view.snapshot().state();
        Belonging seen = belonging(ingress, state);
        if (!(seen instanceof Belonging.Refused)) {
            return seen;
        }
        try {
            return belonging(ingress, classes.with(ingress, state));
        } catch (KubernetesClientException unreachable) {
            return new Belonging.Foreign();
        }
    }

    private Belonging belonging(Ingress ingress, ClusterState state) {
        List<Belonging> all = ownerships.stream()
                .map(ownership -> Membership.belonging(ingress, state, ownership))
                .filter(belonging -> !(belonging instanceof Belonging.Foreign))
                .toList();
        return all.stream()
                .filter(Belonging.Member.class::isInstance)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElse(new Belonging.Foreign());
    }

    /** What decides about class and group. */
    private static List<Optional<String>> placed(Ingress ingress) {
        return List.of(
                Optional.ofNullable(ingress.ingressClassName()),
                Optional.ofNullable(ingress.annotations().get(CLASS_ANNOTATION)),
                Optional.ofNullable(ingress.annotations().get(GROUP_ANNOTATION)));
    }

    private Verdict judged(Ingress ingress, Optional<Ingress> before, Belonging.Member member) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        if (!policy.classAnnotation()) {
            forbidden(CLASS_ANNOTATION, "name the class in spec.ingressClassName", ingress, before, problems);
        }
        if (!policy.groupNameAnnotation()) {
            forbidden(
                    GROUP_ANNOTATION,
                    "use a class whose IngressClassParams name the group in spec.group.name",
                    ingress,
                    before,
                    problems);
        }
        IngressMistakes.Found found = mistakes.of(ingress, member, view.services.byKey());
        Set<String> old = before.map(earlier -> texts(
                        mistakes.of(earlier, member, view.services.byKey()).own()))
                .orElse(Set.of());
        texts(found.own()).forEach(text -> (old.contains(text) ? warnings : problems).add(text));
        warnings.addAll(texts(found.others()));
        return Verdict.of(problems, warnings);
    }

    private static void forbidden(
            String key, String remedy, Ingress ingress, Optional<Ingress> before, List<String> problems) {
        String value = ingress.annotations().get(key);
        String earlier = before.map(found -> found.annotations().get(key)).orElse(null);
        if (value != null && !Objects.equals(value, earlier)) {
            problems.add(key + ": new use of this annotation is forbidden in this cluster -> " + remedy);
        }
    }

    private static Set<String> texts(Collection<Finding> findings) {
        Set<String> texts = new LinkedHashSet<>();
        findings.forEach(finding -> texts.add(text(finding)));
        return texts;
    }

    private static String text(Finding finding) {
        String where = finding.field().isEmpty() ? "" : finding.field() + ": ";
        return where + finding.message() + (finding.remedy().isEmpty() ? "" : " -> " + finding.remedy());
    }
}
