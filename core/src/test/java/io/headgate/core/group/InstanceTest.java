package io.headgate.core.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.naming.Owner;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTest {

    private static final Instance BLUE = new Instance("blue");
    private static final Instance GREEN = new Instance("green");
    private static final GroupId ALONE = new GroupId.Implicit(new ObjectKey("shop", "web"));
    private static final GroupId SHARED = new GroupId.Explicit("front");

    static Stream<GroupId> groups() {
        return Stream.of(ALONE, SHARED);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void holdsByAFinalizerThatOnlyItSees(GroupId group) {
        Set<String> held = Set.of(BLUE.finalizer(group), "example.com/other");

        assertThat(BLUE.seen(held)).containsExactly(group.finalizer());
        assertThat(GREEN.seen(held)).isEmpty();
        assertThat(Instance.UNNAMED.seen(held)).isEqualTo(held).doesNotContain(group.finalizer());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void doesNotSeeWhatTheOperatorWithoutANameHolds(GroupId group) {
        assertThat(Instance.UNNAMED.finalizer(group)).isEqualTo(group.finalizer());
        assertThat(BLUE.seen(Set.of(group.finalizer()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void namesOfResourcesAreItsOwn(GroupId group) {
        assertThat(Stream.of(Instance.UNNAMED, BLUE, GREEN)
                        .map(instance ->
                                new ResourceNames(new Owner("prod", instance), group).loadBalancer("internal")))
                .doesNotHaveDuplicates();
    }

    @Test
    void ownsByTagsThatNameItAndTheCluster() {
        Owner blue = new Owner("prod", BLUE);
        Owner unnamed = Owner.of("prod");
        Map<String, String> ofBlue = new TrackingTags(blue, ALONE).of("LoadBalancer", Map.of());
        Map<String, String> ofUnnamed = new TrackingTags(unnamed, ALONE).of("LoadBalancer", Map.of());

        assertThat(blue.owns(ofBlue)).isTrue();
        assertThat(unnamed.owns(ofUnnamed)).isTrue();
        assertThat(blue.owns(ofUnnamed)).isFalse();
        assertThat(unnamed.owns(ofBlue)).isFalse();
        assertThat(new Owner("test", BLUE).owns(ofBlue)).isFalse();
        assertThat(ofUnnamed).doesNotContainKey(Instance.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Blue", "blue.green", "-blue", "blue-", "a-name-that-is-too-long"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> new Instance(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("at most 20");
    }
}
