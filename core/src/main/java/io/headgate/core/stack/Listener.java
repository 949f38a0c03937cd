package io.headgate.core.stack;

import io.headgate.core.routing.Action;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A listener with its rules, without the default rule.
 *
 * @param resource value of the resource tag: the port, or {@code FrontendNlb-ls-TCP-<port>}
 * @param protocol {@code HTTP}, {@code HTTPS} or {@code TCP}
 * @param certificates the default first, then the others; the default is not repeated
 * @param sslPolicy null on listeners without TLS
 * @param attributes only those asked for (desired), or all (observed)
 */
public record Listener(
        String resource,
        @Nullable String arn,
        int port,
        String protocol,
        List<CertificateRef> certificates,
        @Nullable String sslPolicy,
        @Nullable MutualAuthentication mutualAuthentication,
        Map<String, String> attributes,
        List<Action> defaultActions,
        Map<String, String> tags,
        List<Rule> rules) {

    public Listener {
        certificates = List.copyOf(certificates);
        attributes = Map.copyOf(attributes);
        defaultActions = List.copyOf(defaultActions);
        tags = Map.copyOf(tags);
        rules = List.copyOf(rules);
    }

    public Listener withArn(@Nullable String replacement) {
        return changed(draft -> draft.arn = replacement);
    }

    public Listener withCertificates(List<CertificateRef> replacement) {
        return changed(draft -> draft.certificates = replacement);
    }

    public Listener withAttributes(Map<String, String> replacement) {
        return changed(draft -> draft.attributes = replacement);
    }

    public Listener withTags(Map<String, String> replacement) {
        return changed(draft -> draft.tags = replacement);
    }

    public Listener withRules(List<Rule> replacement) {
        return changed(draft -> draft.rules = replacement);
    }

    public Listener withDefaultActions(List<Action> replacement) {
        return changed(draft -> draft.defaultActions = replacement);
    }

    /**
     * Mutual TLS. Null on a listener leaves it as it is.
     *
     * @param mode {@code off}, {@code passthrough} or {@code verify}
     * @param trustStoreArn set only with {@code verify}
     * @param advertiseTrustStoreCaNames {@code on}, {@code off} or null
     */
    public record MutualAuthentication(
            String mode,
            @Nullable String trustStoreArn,
            @Nullable Boolean ignoreClientCertificateExpiry,
            @Nullable String advertiseTrustStoreCaNames) {}

    private Listener changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.listener();
    }

    /** A copy of what can be replaced, as long as it can be. */
    private static final class Draft {
        private final Listener former;
        private @Nullable String arn;
        private List<CertificateRef> certificates;
        private Map<String, String> attributes;
        private List<Action> defaultActions;
        private Map<String, String> tags;
        private List<Rule> rules;

        Draft(Listener former) {
            this.former = former;
            this.arn = former.arn;
            this.certificates = former.certificates;
            this.attributes = former.attributes;
            this.defaultActions = former.defaultActions;
            this.tags = former.tags;
            this.rules = former.rules;
        }

        Listener listener() {
            return new Listener(
                    former.resource,
                    arn,
                    former.port,
                    former.protocol,
                    certificates,
                    former.sslPolicy,
                    former.mutualAuthentication,
                    attributes,
                    defaultActions,
                    tags,
                    rules);
        }
    }
}
