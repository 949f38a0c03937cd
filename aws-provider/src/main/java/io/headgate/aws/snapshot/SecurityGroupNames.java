package io.headgate.aws.snapshot;

import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.Failure;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the security groups are to a stack.
 *
 * @param managedIds those made for the stack, by resource; of several with one resource the first counts, the others are to go
 * @param backendId the cluster's shared one, null when there is none
 */
public record SecurityGroupNames(
        Map<String, String> managedIds, @Nullable String backendId) {

    public SecurityGroupNames {
        managedIds = Map.copyOf(managedIds);
    }

    /** Those of a stack. */
    public static SecurityGroupNames of(Stack stack, @Nullable String backendId) {
        Map<String, String> managed = new HashMap<>();
        for (SecurityGroup made : stack.securityGroups()) {
            String id = made.id();
            if (id != null) {
                managed.putIfAbsent(made.resource(), id);
            }
        }
        return new SecurityGroupNames(managed, backendId);
    }

    SecurityGroupRef name(String id) {
        for (Map.Entry<String, String> managed : managedIds.entrySet()) {
            if (managed.getValue().equals(id)) {
                return new SecurityGroupRef.Managed(managed.getKey());
            }
        }
        return id.equals(backendId) ? new SecurityGroupRef.Backend() : new SecurityGroupRef.ById(id);
    }

    /**
     * The id that a name stands for.
     *
     * @throws CloudException when there is none, since the group was not seen by a reading that came in between
     */
    public String id(SecurityGroupRef ref) {
        return switch (ref) {
            case SecurityGroupRef.ById(String id) -> id;
            case SecurityGroupRef.OfPeer(String _, String id) -> id;
            case SecurityGroupRef.Managed(String resource) -> existing(managedIds.get(resource), "managed");
            case SecurityGroupRef.Backend _ -> existing(backendId, "shared backend");
        };
    }

    private static String existing(@Nullable String id, String kind) {
        if (id == null) {
            throw new CloudException(
                    new Failure.NotFound("SecurityGroupUnknown", "there is no " + kind + " security group any more"));
        }
        return id;
    }
}
