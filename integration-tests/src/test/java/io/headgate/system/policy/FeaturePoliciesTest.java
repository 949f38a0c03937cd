package io.headgate.system.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.aws.iam.Feature;
import io.headgate.simulator.policy.PolicyUse.Denial;
import io.headgate.system.EnforcedPolicy;
import io.headgate.system.harness.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each feature, used under exactly its policy: nothing is denied, and nothing of the policy is left over. */
final class FeaturePoliciesTest {

    static List<Exercise> exercises() {
        return Exercises.all();
    }

    @Test
    void everyFeatureIsTried() {
        assertThat(exercises()).extracting(Exercise::feature).containsExactlyInAnyOrder(Feature.values());
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void aFeatureNeedsItsWholePolicyAndNothingElse(Exercise exercise) {
        try (World world = exercise.world(exercise.features())) {
            exercise.use().accept(world);

            EnforcedPolicy policy = world.policy();
            assertThat(policy.denials()).as("denied").isEmpty();
            assertThat(policy.unused(exercise.features()))
                    .filteredOn(action -> belongsTo(exercise.feature(), action))
                    .as("allowed and not needed")
                    .isEmpty();
        }
    }

    /** Names of statements begin with that of their feature. */
    private static boolean belongsTo(Feature feature, String action) {
        String sid = action.substring(0, action.indexOf(':')).toLowerCase(Locale.ROOT);
        return Set.of(Feature.values()).stream()
                .filter(each -> sid.startsWith(each.id().replace("-", "")))
                .max((one, other) -> one.id().length() - other.id().length())
                .filter(feature::equals)
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void withoutItTheDeniedActionIsToldWithResourceAndFeature(Exercise exercise) {
        if (exercise.feature() == Feature.CORE) {
            return;
        }
        Set<Feature> others = EnumSet.copyOf(exercise.features());
        others.remove(exercise.feature());
        try (World world = exercise.world(others)) {
            String told = exercise.complaints(world);

            assertThat(world.policy().denials()).isNotEmpty();
            Denial denied = world.policy().denials().getFirst();
            assertThat(told)
                    .contains("allow " + denied.action() + " on " + denied.resource() + " (feature ")
                    .contains(exercise.feature().id());
            assertThat(world.policy().denials().stream().map(Denial::action).collect(Collectors.toSet()))
                    .allSatisfy(action -> assertThat(Feature.needing(action)).contains(exercise.feature()));
        }
    }
}
