package io.headgate.aws.snapshot;

import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import org.jspecify.annotations.Nullable;

/**
 * What the security groups are to a stack.
 *
 * @param managedId the one made for the stack, null when there is none
 * @param backendId the cluster's shared one, null when there is none
 */
public record SecurityGroupNames(
        @Nullable String managedId, @Nullable String backendId) {

    /** Of several groups made for a stack the first counts; the others are to go. */
    public static SecurityGroupNames of(Stack stack, @Nullable String backendId) {
        String managed = stack.securityGroups().isEmpty()
                ? null
                : stack.securityGroups().getFirst().id();
        return new SecurityGroupNames(managed, backendId);
    }

    SecurityGroupRef name(String id) {
        if (id.equals(managedId)) {
            return new SecurityGroupRef.Managed();
        }
        return id.equals(backendId) ? new SecurityGroupRef.Backend() : new SecurityGroupRef.ById(id);
    }

    /** The id that a name stands for. */
    public String id(SecurityGroupRef ref) {
        return switch (ref) {
            case SecurityGroupRef.ById(String id) -> id;
            case SecurityGroupRef.Managed _ -> existing(managedId, "managed");
            case SecurityGroupRef.Backend _ -> existing(backendId, "shared backend");
        };
    }

    private static String existing(@Nullable String id, String kind) {
        if (id == null) {
            throw new IllegalStateException("there is no " + kind + " security group yet");
        }
        return id;
    }
}
