package io.headgate.operator.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cloud.Failure;
import io.headgate.core.target.Target;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made of a target group that does not take targets as they are. */
final class TargetPassTest {

    private static final Target POD = new Target("10.0.0.5", 8080, null);
    private static final Failure ZONE_MISSING = new Failure.Invalid(
            "ValidationError", "You must specify an Availability Zone for the IP address '10.0.0.5'");
    private static final Failure OTHER = new Failure.Invalid("InvalidTarget", "10.0.0.5 is no private address");

    private final TargetsInMemory empty = new TargetsInMemory(List.of());

    @Test
    void aTargetGroupThatAsksForTheZoneGetsThatOfTheNode() {
        TargetPass pass = pass(ZONE_MISSING);

        assertThat(pass.run(false)).isInstanceOf(TargetPass.Result.Done.class);
        assertThat(empty.registered()).containsExactly(POD.withAvailabilityZone("us-west-2a"));
    }

    @Test
    void anotherRefusalIsNotRepeated() {
        assertThat(pass(OTHER).run(false)).isEqualTo(new TargetPass.Result.Failed(OTHER));
        assertThat(empty.registered()).isEmpty();
    }

    @Test
    void whereAwsHasNoRoomTheDeadGoAllTheSame_andTheRestIsLeftOut() {
        Target dead = new Target("10.1.0.99", 80, null);
        List<Target> many = IntStream.rangeClosed(1, 5)
                .mapToObj(host -> target("10.1.0." + host))
                .toList();
        TargetsInMemory group = new TargetsInMemory(List.of(dead, many.getFirst())).withRoomFor(3);

        TargetPass.Result result = new TargetPass(
                        group,
                        "arn",
                        new TargetPass.Wanted(many, 0, UnaryOperator.identity()),
                        Departures.AT_ONCE,
                        Claim.ALL)
                .run(false);

        assertThat(group.present()).containsExactlyElementsOf(many.subList(0, 3));
        assertThat(result).isInstanceOfSatisfying(TargetPass.Result.Done.class, done -> {
            assertThat(done.leftOut()).isEqualTo(2);
            assertThat(done.health().total()).isEqualTo(3);
            assertThat(done.full()).isInstanceOf(Failure.Quota.class);
        });
    }

    @Test
    void aLimitThatIsKnownIsNotTried() {
        List<Target> many = IntStream.rangeClosed(1, 5)
                .mapToObj(host -> target("10.1.0." + host))
                .toList();
        TargetsInMemory group = new TargetsInMemory(List.of(many.get(4))).withRoomFor(3);

        TargetPass.Result result = new TargetPass(
                        group,
                        "arn",
                        new TargetPass.Wanted(many, 3, UnaryOperator.identity()),
                        Departures.AT_ONCE,
                        Claim.ALL)
                .run(false);

        assertThat(group.present()).containsExactly(many.get(4), many.get(0), many.get(1));
        assertThat(group.refusals()).isZero();
        assertThat(result)
                .isInstanceOfSatisfying(
                        TargetPass.Result.Done.class,
                        done -> assertThat(done.full()).isNull());
    }

    private static Target target(String id) {
        return new Target(id, 80, null);
    }

    private TargetPass pass(Failure refusal) {
        return new TargetPass(
                empty.refusingWithoutZone(refusal),
                "arn",
                new TargetPass.Wanted(List.of(POD), 0, target -> target.withAvailabilityZone("us-west-2a")),
                Departures.AT_ONCE,
                Claim.ALL);
    }
}
