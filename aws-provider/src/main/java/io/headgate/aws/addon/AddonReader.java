package io.headgate.aws.addon;

import io.headgate.aws.client.AwsClients;
import io.headgate.core.stack.Addon;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads the protections that a desired stack mentions, once. What cannot be read is taken for the contrary of what is wanted: so the
 * step that makes it so is tried, and says what is wrong, while all else goes on. Safe for use by many threads.
 */
public final class AddonReader {

    private static final Logger LOG = LoggerFactory.getLogger(AddonReader.class);
    private static final String UNREAD = "unread";

    private final AwsClients clients;
    private final ShieldAdvanced shield;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /** What was asked for last, by ARN of the load balancer. */
    private final Map<String, List<Addon>> mentioned = new ConcurrentHashMap<>();

    public AddonReader(AwsClients clients, ShieldAdvanced shield) {
        this.clients = clients;
        this.shield = shield;
    }

    /** Notes a load balancer that was made, and so has no protection but those of own calls. */
    public void made(String loadBalancerArn) {
        made.add(loadBalancerArn);
    }

    public void forget() {
        known.clear();
        made.clear();
    }

    /** The observed stack with the protections that the desired one mentions, as its load balancer has them. */
    public Stack read(Stack desired, Stack observed) {
        List<LoadBalancer> present = present(desired, observed);
        Optional<String> arn = present.stream().findFirst().flatMap(balancer -> Optional.ofNullable(balancer.arn()));
        Stack read = observed;
        present.stream().skip(1).map(LoadBalancer::arn).filter(Objects::nonNull).forEach(mentioned::remove);
        arn.ifPresent(balancer -> mentioned.put(balancer, desired.addons()));
        // What is remembered beside a new one may be what the former one has.
        if (arn.isPresent() && (present.size() > 1 || !made.contains(arn.get()))) {
            for (Addon wanted : desired.addons()) {
                read = read(wanted, arn.get(), read);
            }
        }
        return read;
    }

    /** Those of the resource that is protected, the one with the wanted scheme first: during an overlap there are two. */
    private static List<LoadBalancer> present(Stack desired, Stack observed) {
        return desired.loadBalancers().stream()
                .limit(1)
                .flatMap(wanted -> observed.loadBalancers().stream()
                        .filter(present -> present.resource().equals(wanted.resource()))
                        .sorted(Comparator.comparing(
                                present -> !present.scheme().equals(wanted.scheme()))))
                .toList();
    }

    private Stack read(Addon wanted, String arn, Stack observed) {
        String key = wanted.getClass().getSimpleName() + " of " + arn;
        if (known.contains(key)) {
            return observed;
        }
        List<Addon> addons = new ArrayList<>(observed.addons());
        addons.removeIf(present -> present.getClass().equals(wanted.getClass()));
        try {
            present(wanted, arn).ifPresent(addons::add);
            known.add(key);
        } catch (SdkException failed) {
            LOG.atWarn().addKeyValue("resource", arn).setCause(failed).log("Protection cannot be read");
            addons.add(contrary(wanted));
        }
        return observed.withAddons(addons);
    }

    /** The protections of a remembered stack as they are now: of the kinds that were asked for last. What cannot be read counts as unchanged. */
    public List<Addon> again(Stack remembered) {
        List<Addon> addons = new ArrayList<>(remembered.addons());
        remembered.loadBalancers().stream()
                .flatMap(balancer -> Optional.ofNullable(balancer.arn()).stream())
                .forEach(arn -> mentioned.getOrDefault(arn, List.of()).forEach(wanted -> again(wanted, arn, addons)));
        return addons;
    }

    private void again(Addon wanted, String arn, List<Addon> addons) {
        try {
            Optional<Addon> present = present(wanted, arn);
            addons.removeIf(known -> known.getClass().equals(wanted.getClass()));
            present.ifPresent(addons::add);
        } catch (SdkException failed) {
            LOG.atInfo().addKeyValue("resource", arn).setCause(failed).log("Protection cannot be read again");
        }
    }

    private Optional<Addon> present(Addon wanted, String arn) {
        return switch (wanted) {
            case Addon.WebAcl _ -> webAcl(arn);
            case Addon.RegionalWebAcl _ -> regionalWebAcl(arn);
            case Addon.ShieldProtection(boolean enabled) -> {
                boolean there = enabled ? shield.isProtected(arn) : shield.isProtectedByUs(arn);
                yield there ? Optional.of(new Addon.ShieldProtection(true)) : Optional.empty();
            }
        };
    }

    private Optional<Addon> webAcl(String arn) {
        var acl = clients.wafv2()
                .getWebACLForResource(request -> request.resourceArn(arn))
                .webACL();
        return Optional.ofNullable(acl).map(found -> new Addon.WebAcl(found.arn()));
    }

    private Optional<Addon> regionalWebAcl(String arn) {
        var acl = clients.wafRegional()
                .getWebACLForResource(request -> request.resourceArn(arn))
                .webACLSummary();
        return Optional.ofNullable(acl).map(found -> new Addon.RegionalWebAcl(found.webACLId()));
    }

    private static Addon contrary(Addon wanted) {
        return switch (wanted) {
            case Addon.WebAcl _ -> new Addon.WebAcl(UNREAD);
            case Addon.RegionalWebAcl _ -> new Addon.RegionalWebAcl(UNREAD);
            case Addon.ShieldProtection(boolean enabled) -> new Addon.ShieldProtection(!enabled);
        };
    }
}
