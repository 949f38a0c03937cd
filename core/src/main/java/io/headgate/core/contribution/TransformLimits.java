package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.routing.RegexSyntax;
import io.headgate.core.routing.Transform;
import java.util.List;
import java.util.Optional;

/** What AWS refuses of transforms (ELBv2 API, {@code RuleTransform}). */
final class TransformLimits {
    private static final int LONGEST = 1024;

    private final MemberScope scope;

    TransformLimits(MemberScope scope) {
        this.scope = scope;
    }

    void check() {
        new UsedBackends(scope.ingress()).rules().forEach(name -> check(name, RuleTransforms.of(scope, name)));
    }

    private void check(String name, List<Transform> transforms) {
        if (transforms.stream().map(Transform::type).distinct().count() < transforms.size()) {
            invalid(name, "has two transforms of one type; a rule has at most one of each");
        }
        transforms.stream()
                .flatMap(transform -> transform.rewrites().stream())
                .forEach(rewrite -> check(name, rewrite));
    }

    private void check(String name, Transform.Rewrite rewrite) {
        if (rewrite.regex().isEmpty()) {
            invalid(name, "has a rewrite without regex");
        }
        for (String text : List.of(rewrite.regex(), rewrite.replace())) {
            if (text.length() > LONGEST) {
                invalid(name, "has a text of " + text.length() + " characters; at most " + LONGEST + " are allowed");
            }
        }
        Optional<String> problem = RegexSyntax.problem(rewrite.regex());
        problem.ifPresent(found -> invalid(name, "has the regex \"" + rewrite.regex() + "\": " + found));
    }

    private void invalid(String name, String message) {
        scope.annotations().invalid(AnnotationKey.TRANSFORMS, name, message);
    }
}
