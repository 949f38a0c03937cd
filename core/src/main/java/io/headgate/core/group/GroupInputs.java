package io.headgate.core.group;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.OidcSecret;
import io.headgate.core.cluster.Service;
import io.headgate.core.finding.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the compilation of one group reads from the cluster.
 *
 * @param members active members in group order: {@code group.order}, then {@code namespace/name}
 */
public record GroupInputs(
        GroupId group, List<Member> members, Map<ObjectKey, Service> services, Map<ObjectKey, OidcSecret> oidcSecrets) {

    public GroupInputs {
        members = List.copyOf(members);
        services = Map.copyOf(services);
        oidcSecrets = Map.copyOf(oidcSecrets);
    }

    /**
     * A member of the group.
     *
     * @param params parameters of its class; null when its class has none or it was chosen by the old annotation
     * @param refusal why it cannot be admitted any more although its finalizer says that it was a member; null for a proper member. It
     *     keeps what was last accepted of it.
     * @param classAnnotations annotations of Headgate on its class
     */
    public record Member(
            Ingress ingress,
            @Nullable IngressClassParams params,
            @Nullable Finding refusal,
            Map<String, String> classAnnotations) {

        public Member {
            classAnnotations = Map.copyOf(classAnnotations);
        }

        public Member(Ingress ingress, @Nullable IngressClassParams params, @Nullable Finding refusal) {
            this(ingress, params, refusal, Map.of());
        }

        public static Member of(Ingress ingress, @Nullable IngressClassParams params) {
            return new Member(ingress, params, null);
        }
    }
}
