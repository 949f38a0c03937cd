package io.headgate.aws.permission;

import io.headgate.aws.client.Failures;
import io.headgate.core.cloud.Failure;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Permissions on their way to EC2, which refuses a whole call for one of them. Then the call is halved until those that are at fault are
 * alone; all others take effect. Not for more than one thread.
 */
public final class PermissionBatch {

    /** What an authorization is answered with when the permission is there already. */
    public static final String DUPLICATE = "InvalidPermission.Duplicate";

    /** What a revocation is answered with when the permission is gone already. */
    public static final String NOT_FOUND = "InvalidPermission.NotFound";

    private final String passedOver;
    private final Consumer<List<Permission>> call;
    private final List<Permission> done = new ArrayList<>();
    private final List<Permission> already = new ArrayList<>();
    private final List<Refusal> crowded = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    private PermissionBatch(String passedOver, Consumer<List<Permission>> call) {
        this.passedOver = passedOver;
        this.call = call;
    }

    /** A permission that EC2 refuses, with its answer. */
    public record Refusal(Permission permission, Ec2Exception answer) {
        public Failure failure() {
            return Failures.translate(answer);
        }

        /** The answer, with what it is about. */
        public AwsServiceException toldOf(String groupId) {
            AwsErrorDetails details = answer.awsErrorDetails();
            String message = PermissionText.of(permission) + " of security group " + groupId + ": "
                    + (details == null ? answer.getMessage() : details.errorMessage());
            return Ec2Exception.builder()
                    .awsErrorDetails(
                            details == null
                                    ? null
                                    : details.toBuilder().errorMessage(message).build())
                    .message(message)
                    .statusCode(answer.statusCode())
                    .requestId(answer.requestId())
                    .cause(answer)
                    .build();
        }
    }

    /**
     * What came of it.
     *
     * @param done those that took effect
     * @param already those that were as wanted before, by whomever
     * @param crowded those for which the security group has no room
     * @param refused those that EC2 does not take as they are
     */
    public record Sent(List<Permission> done, List<Permission> already, List<Refusal> crowded, List<Refusal> refused) {
        public Sent {
            done = List.copyOf(done);
            already = List.copyOf(already);
            crowded = List.copyOf(crowded);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Sends all permissions.
     *
     * @param passedOver code that says of a permission that there is nothing to do
     * @param call sends some of them in one call
     * @throws software.amazon.awssdk.core.exception.SdkException if it failed for a reason that is not in the permissions
     */
    public static Sent send(List<Permission> permissions, String passedOver, Consumer<List<Permission>> call) {
        PermissionBatch batch = new PermissionBatch(passedOver, call);
        batch.send(permissions);
        return new Sent(batch.done, batch.already, batch.crowded, batch.refused);
    }

    private void send(List<Permission> permissions) {
        if (permissions.isEmpty()) {
            return;
        }
        try {
            call.accept(permissions);
            done.addAll(permissions);
        } catch (Ec2Exception failed) {
            if (permissions.size() > 1 && concernsPermissions(failed)) {
                int half = permissions.size() / 2;
                send(permissions.subList(0, half));
                send(permissions.subList(half, permissions.size()));
            } else {
                sort(permissions.getFirst(), failed);
            }
        }
    }

    private boolean concernsPermissions(Ec2Exception failed) {
        return Failures.hasCode(failed, passedOver)
                || switch (Failures.translate(failed)) {
                    case Failure.Invalid _, Failure.NotFound _, Failure.Conflict _, Failure.Quota _ -> true;
                    case Failure.InUse _,
                            Failure.Throttled _,
                            Failure.Denied _,
                            Failure.NotReady _,
                            Failure.Transient _ -> false;
                };
    }

    private void sort(Permission permission, Ec2Exception failed) {
        if (Failures.hasCode(failed, passedOver)) {
            already.add(permission);
        } else if (!concernsPermissions(failed)) {
            throw failed;
        } else if (Failures.translate(failed) instanceof Failure.Quota) {
            crowded.add(new Refusal(permission, failed));
        } else {
            refused.add(new Refusal(permission, failed));
        }
    }
}
