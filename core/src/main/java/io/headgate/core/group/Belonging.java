package io.headgate.core.group;

import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.finding.Finding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one Ingress belongs, judged from the object and its class alone. */
public sealed interface Belonging {

    /**
     * It is a member of that group.
     *
     * @param params parameters of its class; null if it has none
     * @param classAnnotations annotations of Headgate on its class
     */
    record Member(GroupId group, @Nullable IngressClassParams params, Map<String, String> classAnnotations)
            implements Belonging {
        public Member {
            classAnnotations = Map.copyOf(classAnnotations);
        }
    }

    /** It is none of our business: of another class, of no class, or being deleted. */
    record Foreign() implements Belonging {}

    /** It wants to be ours but its class, parameters or group name cannot be used. */
    record Refused(Finding finding) implements Belonging {}
}
