package io.headgate.aws.addon;

import io.headgate.aws.client.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.shield.model.Protection;
import software.amazon.awssdk.services.shield.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.shield.model.ResourceNotFoundException;
import software.amazon.awssdk.services.shield.model.SubscriptionState;

/** Shield Advanced. Whether the account has subscribed to it is believed for two hours. Safe for use by many threads. */
public final class ShieldAdvanced {

    /** The name of what aws-load-balancer-controller makes, and so what we make: either may take it away again. */
    private static final String MADE = "managed by aws-load-balancer-controller";

    /** The name that its predecessor gave. */
    private static final String MADE_FORMERLY = "managed by aws-alb-ingress-controller";

    private static final Set<String> OURS = Set.of(MADE, MADE_FORMERLY);
    private static final Duration BELIEVED = Duration.ofHours(2);

    private final AwsClients clients;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Subscription> known = new AtomicReference<>();

    public ShieldAdvanced(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    private record Subscription(boolean active, Instant readAt) {}

    /** Whether the account has subscribed. */
    public boolean subscribed() {
        Subscription present = known.get();
        if (present == null || present.readAt().plus(BELIEVED).isBefore(clock.instant())) {
            boolean active = clients.shield().getSubscriptionState().subscriptionState() == SubscriptionState.ACTIVE;
            present = new Subscription(active, clock.instant());
            known.set(present);
        }
        return present.active();
    }

    /** Whether a resource is protected, by whomever. */
    public boolean isProtected(String resourceArn) {
        return subscribed() && protection(resourceArn).isPresent();
    }

    /** Whether a resource has a protection that may be taken away. */
    public boolean isProtectedByUs(String resourceArn) {
        return subscribed() && ours(resourceArn).isPresent();
    }

    /** Protects a resource. One that is protected already stays so. */
    public void protect(String resourceArn) {
        try {
            clients.shield().createProtection(request -> request.name(MADE).resourceArn(resourceArn));
        } catch (ResourceAlreadyExistsException there) {
            return;
        }
    }

    /** Takes the protection away if it is ours. */
    public void unprotect(String resourceArn) {
        ours(resourceArn)
                .ifPresent(protection ->
                        clients.shield().deleteProtection(request -> request.protectionId(protection.id())));
    }

    private Optional<Protection> ours(String resourceArn) {
        return protection(resourceArn).filter(protection -> OURS.contains(protection.name()));
    }

    private Optional<Protection> protection(String resourceArn) {
        try {
            return Optional.ofNullable(clients.shield()
                    .describeProtection(request -> request.resourceArn(resourceArn))
                    .protection());
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }
}
