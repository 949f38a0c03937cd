package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.group.GroupId;
import io.headgate.core.plan.Policy;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.settings.FeatureGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider with the settings that its groups are compiled with. Loads what is there before it is first used. Safe for many threads. */
public final class ServedProvider {

    private static final Logger LOG = LoggerFactory.getLogger(ServedProvider.class);

    /** How soon loading is tried again that nobody waits for. */
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final String name;
    private final CloudProvider provider;
    private final CompilerSettings settings;
    private final Clock clock;
    private final Map<GroupId, Instant> known = new HashMap<>();
    private volatile boolean loaded;
    private final AtomicReference<Instant> loadingBegun = new AtomicReference<>(Instant.EPOCH);
    private Instant loadedAt = Instant.MIN;

    public ServedProvider(String name, CloudProvider provider, CompilerSettings settings, Clock clock) {
        this.name = name;
        this.provider = provider;
        this.settings = settings;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    public CompilerSettings settings() {
        return settings;
    }

    /** The provider as it is, for what needs no knowledge of the whole account: targets, and the network of the cluster. */
    public CloudProvider unloaded() {
        return provider;
    }

    /**
     * The provider, loaded. A replica that only stands by never gets here, so what is loaded is as fresh as its leadership.
     *
     * @throws CloudException if the cloud cannot be asked
     */
    public synchronized CloudProvider loaded() {
        if (!loaded) {
            loadedAt = clock.instant();
            provider.load();
            loaded = true;
        }
        return provider;
    }

    /**
     * The provider if it is loaded; else empty, and somebody loads it meanwhile. Waits for nothing. That it cannot be loaded is told by
     * {@link #loaded}; here it is tried again from time to time.
     */
    public Optional<CloudProvider> loadedByNow() {
        if (loaded) {
            return Optional.of(provider);
        }
        Instant now = clock.instant();
        Instant before = loadingBegun.get();
        if (before.plus(AGAIN).isBefore(now) && loadingBegun.compareAndSet(before, now)) {
            Thread.ofVirtual().name("loading").start(this::tryToLoad);
        }
        return Optional.empty();
    }

    private void tryToLoad() {
        try {
            loaded();
        } catch (CloudException unavailable) {
            LOG.atWarn()
                    .addKeyValue("provider", name)
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("The account cannot be read; endpoints of what was served before go on being served");
        }
    }

    /**
     * The provider, knowing of a group what was there at a moment or later.
     *
     * @param changing the groups that others may change too: they are read along with it, as that costs no more
     * @throws CloudException if the cloud cannot be asked
     */
    public synchronized CloudProvider knowing(GroupId group, Instant since, Predicate<GroupId> changing) {
        CloudProvider cloud = loaded();
        if (known.getOrDefault(group, loadedAt).isBefore(since)) {
            Instant now = clock.instant();
            cloud.refresh(each -> each.equals(group) || changing.test(each)).forEach(each -> known.put(each, now));
            known.put(group, now);
        }
        return cloud;
    }

    Policy policy(@Nullable String backendSecurityGroup, Set<String> formerTagKeys) {
        return new Policy(
                settings.externalManagedTags(),
                formerTagKeys,
                backendSecurityGroup,
                settings.enabled(FeatureGate.LISTENER_RULES_TAGGING),
                true);
    }
}
