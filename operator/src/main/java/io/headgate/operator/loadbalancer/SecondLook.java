package io.headgate.operator.loadbalancer;

import io.headgate.core.plan.RemovalShare;
import io.headgate.core.plan.Removals;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.operator.safety.Confirmation;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A second look before something is removed: at the API server for what the watch does not know any more, and at everything anew when much
 * would go at once. What the second look does not confirm is held. Plans that remove nothing cost nothing.
 */
@FunctionalInterface
interface SecondLook {

    /** For plans that are not run. */
    SecondLook NONE = (first, again) -> first;

    /** @param again plans by what is read anew */
    GroupDeployer.Planned at(GroupDeployer.Planned first, Supplier<GroupDeployer.Planned> again);

    /**
     * @param percent how much of a kind may go without looking at everything anew
     * @param status what earlier passes left
     */
    static SecondLook by(Confirmation confirmation, int percent, @Nullable LoadBalancerStatus status) {
        return (first, again) -> {
            Removals going = Removals.of(first.clearance().plan());
            if (going.isEmpty()) {
                return first;
            }
            Optional<String> overlooked =
                    confirmation.overlookedMember(status).or(() -> confirmation.overlookedService(first.inputs()));
            if (overlooked.isPresent()) {
                return first.doubted(overlooked.get() + " is there, although it seemed to be gone");
            }
            Optional<String> much = RemovalShare.doubtful(first.clearance().plan(), first.observed(), percent);
            return much.isPresent() ? anew(first, going, again, confirmation, much.get()) : first;
        };
    }

    private static GroupDeployer.Planned anew(
            GroupDeployer.Planned first,
            Removals going,
            Supplier<GroupDeployer.Planned> again,
            Confirmation confirmation,
            String much) {
        Optional<String> outdated = confirmation.outdatedMember(first.inputs());
        if (outdated.isPresent()) {
            return first.doubted(much + " would go, but what is known of " + outdated.get() + " is outdated");
        }
        GroupDeployer.Planned second = again.get();
        return Removals.of(second.clearance().plan()).equals(going)
                ? second
                : second.doubted(much + " would go by the first look, but not by the second");
    }
}
