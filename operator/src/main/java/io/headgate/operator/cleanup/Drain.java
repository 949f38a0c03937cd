package io.headgate.operator.cleanup;

import io.headgate.aws.AwsProvider;
import io.headgate.core.cloud.CloudException;
import io.headgate.core.group.GroupId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Empties an account of all that an operator of a cluster has in one VPC, by tags alone. Load balancers with their listeners, rules, target
 * groups, certificates and security groups go first, then the permissions of nodes, then the security group that all shared.
 */
public final class Drain {

    private final AwsProvider account;
    private final Set<GroupId> known;
    private final Removal removal;
    private final Progress progress;

    /**
     * @param known groups that have something even if the provider does not see it at once: certificates
     * @param disableProtection whether load balancers go too that are protected from deletion
     * @param screen takes a line for each call before it is made
     */
    public Drain(AwsProvider account, Set<GroupId> known, boolean disableProtection, Consumer<String> screen) {
        this.account = account;
        this.known = Set.copyOf(known);
        this.progress = new Progress(screen);
        this.removal = new Removal(account, disableProtection, progress);
    }

    /** Removes until nothing is left, nothing can be done about the rest, or patience ends. Gives what stands in the way. */
    public List<Blocked> run(Patience patience) {
        List<Blocked> blocked = pass();
        while (blocked.stream().anyMatch(each -> each.kind() == Blocked.Kind.PASSING) && patience.again()) {
            blocked = pass();
        }
        return blocked;
    }

    private List<Blocked> pass() {
        try {
            account.load();
            List<Blocked> blocked = groups();
            if (blocked.stream().anyMatch(each -> each.kind() == Blocked.Kind.PROTECTED)) {
                // What stays still serves: its targets must be reached.
                return blocked;
            }
            if (account.teardown().permissions() > 0) {
                account.teardown().revokePermissions(progress::aside);
                // Those may have been in the way of security groups.
                blocked = blocked.isEmpty() ? blocked : groups();
            }
            return blocked.isEmpty() ? shared() : blocked;
        } catch (CloudException failed) {
            return List.of(Blocked.by("the account", failed.failure()));
        }
    }

    private List<Blocked> shared() {
        return account.releaseShared().stream()
                .map(failure -> Blocked.by("the shared security group", failure))
                .toList();
    }

    private List<Blocked> groups() {
        return removal.remove(Stream.concat(account.groups().stream(), known.stream())
                .distinct()
                .sorted(Comparator.comparing(GroupId::toString))
                .toList());
    }
}
