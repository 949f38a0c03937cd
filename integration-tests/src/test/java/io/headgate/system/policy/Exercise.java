package io.headgate.system.policy;

import io.headgate.aws.iam.Feature;
import io.headgate.core.cloud.CloudException;
import io.headgate.system.harness.World;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A feature in use, all of it.
 *
 * @param with features that it cannot do without, beside {@link Feature#CORE}
 * @param seed what is in the account at the start
 * @param flags of the operator
 */
record Exercise(Feature feature, Set<Feature> with, String seed, List<String> flags, Consumer<World> use) {

    static Exercise of(Feature feature, Consumer<World> use) {
        return new Exercise(feature, Set.of(), World.seed(), List.of(), use);
    }

    Exercise needing(Feature... others) {
        return new Exercise(feature, Set.of(others), seed, flags, use);
    }

    Exercise in(String changed) {
        return new Exercise(feature, with, changed, flags, use);
    }

    Exercise flag(String flag) {
        return new Exercise(feature, with, seed, List.of(flag), use);
    }

    /** What must be allowed for it. */
    Set<Feature> features() {
        Set<Feature> all = EnumSet.of(Feature.CORE, feature);
        all.addAll(with);
        return all;
    }

    World world(Collection<Feature> allowed) {
        return World.allowing(allowed, seed, flags);
    }

    /** Uses the feature where it is not allowed; gives what was said to that. */
    String complaints(World world) {
        try {
            use.accept(world);
            return "";
        } catch (CloudException refused) {
            return refused.failure().toString();
        } catch (AssertionError endless) {
            return String.valueOf(endless.getMessage());
        }
    }

    @Override
    public String toString() {
        return feature.id();
    }
}
