package io.headgate.operator.loadbalancer;

import io.headgate.core.cloud.CloudException;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.compile.CompilerSettings;
import io.headgate.core.compile.FeatureGate;
import io.headgate.core.plan.Policy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider with the settings that its groups are compiled with. Loads what is there before it is first used. Safe for many threads. */
public final class ServedProvider {

    private final String name;
    private final CloudProvider provider;
    private final CompilerSettings settings;
    private boolean loaded;

    public ServedProvider(String name, CloudProvider provider, CompilerSettings settings) {
        this.name = name;
        this.provider = provider;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    public CompilerSettings settings() {
        return settings;
    }

    /**
     * The provider, loaded. A replica that only stands by never gets here, so what is loaded is as fresh as its leadership.
     *
     * @throws CloudException if the cloud cannot be asked
     */
    public synchronized CloudProvider loaded() {
        if (!loaded) {
            provider.load();
            loaded = true;
        }
        return provider;
    }

    Policy policy(@Nullable String backendSecurityGroup, Set<String> formerTagKeys) {
        return new Policy(
                settings.externalManagedTags(),
                formerTagKeys,
                backendSecurityGroup,
                settings.enabled(FeatureGate.LISTENER_RULES_TAGGING));
    }
}
