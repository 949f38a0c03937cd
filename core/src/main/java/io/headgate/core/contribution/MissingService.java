package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What becomes of the paths of an Ingress whose Service does not exist. */
enum MissingService {
    /** They answer 503, as aws-load-balancer-controller lets them. */
    UNAVAILABLE("503"),
    /** They get no rule, so that other rules or the default action take their requests. */
    DROP("drop"),
    /** The Ingress is refused: all of it stays as it was last accepted. */
    KEEP_LAST("keep-last");

    private final String word;

    MissingService(String word) {
        this.word = word;
    }

    /** What the Ingress says, else its class, else the flag of aws-load-balancer-controller. */
    static MissingService of(MemberScope scope) {
        return scope.annotations()
                .oneOf(AnnotationKey.MISSING_SERVICE, words())
                .or(() ->
                        Optional.ofNullable(scope.member().classAnnotations().get(AnnotationKey.MISSING_SERVICE.key())))
                .flatMap(MissingService::of)
                .orElse(scope.settings().tolerateNonExistentBackendService() ? UNAVAILABLE : KEEP_LAST);
    }

    private static Optional<MissingService> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(each -> each.word).toList();
    }
}
