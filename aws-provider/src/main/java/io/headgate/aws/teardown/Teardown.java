package io.headgate.aws.teardown;

import io.headgate.aws.certificate.HostedZones;
import io.headgate.aws.client.AwsClients;
import io.headgate.aws.client.Failures;
import io.headgate.aws.snapshot.SecurityGroupIndex;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.naming.Owner;
import io.headgate.core.stack.SecurityGroup.Permission;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What remains to be done for a cluster that goes, beside removing its groups. Each method can be repeated, and throws {@link
 * CloudException} when the account cannot be asked or refuses.
 */
public final class Teardown {

    private final Inventory inventory;
    private final SharedPermissions permissions;
    private final ValidationRecords records;

    public Teardown(AwsClients clients, SecurityGroupIndex index, Owner owner, InstantSource clock) {
        this.inventory = new Inventory(clients, owner.cluster());
        this.permissions = new SharedPermissions(clients.ec2(), index, owner);
        this.records = new ValidationRecords(clients, new HostedZones(clients, clock));
    }

    /** What carries the cluster's tag, in whatever VPC and of whatever operator, certificates left out; asked anew each time. */
    public List<OwnedResource> inventory() {
        return asked(inventory::read);
    }

    /** The same of certificates. */
    public List<OwnedResource> certificates() {
        return asked(inventory::certificates);
    }

    /** How many permissions of nodes and pods were made for the cluster, as of the last reading of the provider. */
    public int permissions() {
        return permissions.find().values().stream().mapToInt(List::size).sum();
    }

    /** Those, by id of the security group that has them. */
    public Map<String, List<Permission>> nodePermissions() {
        return permissions.find();
    }

    /** Takes those permissions back. */
    public void revokePermissions(Consumer<String> progress) {
        asked(() -> {
            permissions.find().forEach((group, shared) -> {
                progress.accept("RevokeSecurityGroupIngress " + group + " (" + shared.size() + " permissions)");
                permissions.revoke(group, shared);
            });
            return true;
        });
    }

    /** Removes the records that validated these certificates, unless other certificates need them. Their certificates must still be there. */
    public void removeValidationRecords(Set<String> certificates, Consumer<String> progress) {
        asked(() -> {
            for (ResourceRecordSet record : records.of(certificates)) {
                progress.accept("ChangeResourceRecordSets " + record.name());
                records.remove(record);
            }
            return true;
        });
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException failed) {
            throw new CloudException(Failures.translate(failed));
        }
    }
}
