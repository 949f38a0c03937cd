package io.headgate.operator.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is made of a target group that does not take targets as they are. */
final class TargetPassTest {

    private static final Target POD = new Target("10.0.0.5", 8080, null);
    private static final Failure ZONE_MISSING = new Failure.Invalid(
            "ValidationError", "You must specify an Availability Zone for the IP address '10.0.0.5'");
    private static final Failure OTHER = new Failure.Invalid("InvalidTarget", "10.0.0.5 is no private address");

    private final List<Target> registered = new ArrayList<>();

    @Test
    void aTargetGroupThatAsksForTheZoneGetsThatOfTheNode() {
        TargetPass pass = pass(ZONE_MISSING);

        assertThat(pass.run(false)).isInstanceOf(TargetPass.Result.Done.class);
        assertThat(registered).containsExactly(POD.withAvailabilityZone("us-west-2a"));
    }

    @Test
    void anotherRefusalIsNotRepeated() {
        assertThat(pass(OTHER).run(false)).isEqualTo(new TargetPass.Result.Failed(OTHER));
        assertThat(registered).isEmpty();
    }

    @Test
    void whereAwsHasNoRoomTheDeadGoAllTheSame_andTheRestIsLeftOut() {
        Target dead = new Target("10.1.0.99", 80, null);
        List<Target> many = IntStream.rangeClosed(1, 5)
                .mapToObj(host -> target("10.1.0." + host))
                .toList();
        Small group = new Small(3, dead, many.getFirst());

        TargetPass.Result result = new TargetPass(
                        group,
                        "arn",
                        new TargetPass.Wanted(many, 0, UnaryOperator.identity()),
                        Departures.AT_ONCE,
                        Claim.ALL)
                .run(false);

        assertThat(group.targets).containsExactlyElementsOf(many.subList(0, 3));
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
        Small group = new Small(3, many.get(4));

        TargetPass.Result result = new TargetPass(
                        group,
                        "arn",
                        new TargetPass.Wanted(many, 3, UnaryOperator.identity()),
                        Departures.AT_ONCE,
                        Claim.ALL)
                .run(false);

        assertThat(group.targets).containsExactly(many.get(4), many.get(0), many.get(1));
        assertThat(group.refusals).isZero();
        assertThat(result)
                .isInstanceOfSatisfying(
                        TargetPass.Result.Done.class,
                        done -> assertThat(done.full()).isNull());
    }

    private static Target target(String id) {
        return new Target(id, 80, null);
    }

    /** A target group that takes as many as it has room for, and refuses the others. */
    private static final class Small implements TargetRegistry {

        private final int room;
        private final List<Target> targets;
        private int refusals;

        Small(int room, Target... present) {
            this.room = room;
            this.targets = new ArrayList<>(List.of(present));
        }

        @Override
        public Result targets(String targetGroupArn) {
            return new Result.Targets(targets.stream()
                    .map(target -> new TargetHealth(target, "healthy", "", ""))
                    .toList());
        }

        @Override
        public Result freshTargets(String targetGroupArn) {
            return targets(targetGroupArn);
        }

        @Override
        public Optional<Failure> register(String targetGroupArn, Collection<Target> arriving) {
            for (Target target : arriving) {
                if (targets.size() == room) {
                    refusals++;
                    return Optional.of(new Failure.Quota("TooManyTargets", "full"));
                }
                targets.add(target);
            }
            return Optional.empty();
        }

        @Override
        public Optional<Failure> deregister(String targetGroupArn, Collection<Target> leaving) {
            targets.removeAll(leaving);
            return Optional.empty();
        }

        @Override
        public Description describe(String nameOrArn) {
            return new Description.Unknown(new Failure.NotFound("TargetGroupNotFound", nameOrArn));
        }

        @Override
        public Description remembered(String nameOrArn) {
            return describe(nameOrArn);
        }
    }

    private TargetPass pass(Failure refusal) {
        return new TargetPass(
                new Refusing(refusal),
                "arn",
                new TargetPass.Wanted(List.of(POD), 0, target -> target.withAvailabilityZone("us-west-2a")),
                Departures.AT_ONCE,
                Claim.ALL);
    }

    /** A target group without targets that takes none without zone. */
    private final class Refusing implements TargetRegistry {

        private final Failure refusal;

        Refusing(Failure refusal) {
            this.refusal = refusal;
        }

        @Override
        public Result targets(String targetGroupArn) {
            return new Result.Targets(List.<TargetHealth>of());
        }

        @Override
        public Result freshTargets(String targetGroupArn) {
            return targets(targetGroupArn);
        }

        @Override
        public Optional<Failure> register(String targetGroupArn, Collection<Target> targets) {
            if (targets.stream().anyMatch(target -> target.availabilityZone() == null)) {
                return Optional.of(refusal);
            }
            registered.addAll(targets);
            return Optional.empty();
        }

        @Override
        public Optional<Failure> deregister(String targetGroupArn, Collection<Target> targets) {
            return Optional.empty();
        }

        @Override
        public Description describe(String nameOrArn) {
            return new Description.Unknown(new Failure.NotFound("TargetGroupNotFound", nameOrArn));
        }

        @Override
        public Description remembered(String nameOrArn) {
            return describe(nameOrArn);
        }
    }
}
