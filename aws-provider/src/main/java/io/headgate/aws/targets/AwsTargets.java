package io.headgate.aws.targets;

import io.headgate.aws.client.Failures;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.TargetRegistry;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Targets in ELBv2. What was read is believed for five minutes, what own calls changed is known at once. */
public final class AwsTargets implements TargetRegistry {

    /** Limit of targets in one call. */
    private static final int CHUNK = 200;

    private static final Duration BELIEVED = Duration.ofMinutes(5);

    /** What a target group is never changes; another one may get its name. */
    private static final Duration DESCRIPTION_BELIEVED = Duration.ofMinutes(20);

    private final ElasticLoadBalancingV2Client elb;
    private final InstantSource clock;
    private final ConcurrentMap<String, Described> described = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    public AwsTargets(ElasticLoadBalancingV2Client elb, InstantSource clock) {
        this.elb = elb;
        this.clock = clock;
    }

    private record Described(Instant readAt, Description.Found group) {}

    private record Known(Instant readAt, List<TargetHealth> targets) {
        Known {
            targets = List.copyOf(targets);
        }
    }

    /** Notes a target group that was made, and so has no targets. */
    public void made(String targetGroupArn) {
        known.put(targetGroupArn, new Known(clock.instant(), List.of()));
    }

    /** Forgets what was read: others may have changed it. */
    public void distrust() {
        known.clear();
    }

    @Override
    public Result targets(String targetGroupArn) {
        Known present = known.get(targetGroupArn);
        return present != null && present.readAt().plus(BELIEVED).isAfter(clock.instant())
                ? new Result.Targets(present.targets())
                : freshTargets(targetGroupArn);
    }

    @Override
    public Result freshTargets(String targetGroupArn) {
        try {
            List<TargetHealth> targets = elb
                    .describeTargetHealth(request -> request.targetGroupArn(targetGroupArn))
                    .targetHealthDescriptions()
                    .stream()
                    .map(AwsTargets::read)
                    .toList();
            known.put(targetGroupArn, new Known(clock.instant(), targets));
            return new Result.Targets(targets);
        } catch (SdkException failed) {
            known.remove(targetGroupArn);
            return new Result.Failed(Failures.translate(failed));
        }
    }

    @Override
    public Description remembered(String nameOrArn) {
        Described present = described.get(nameOrArn);
        if (present != null && present.readAt().plus(DESCRIPTION_BELIEVED).isAfter(clock.instant())) {
            return present.group();
        }
        Description now = describe(nameOrArn);
        if (now instanceof Description.Found found) {
            described.put(nameOrArn, new Described(clock.instant(), found));
        }
        return now;
    }

    private static TargetHealth read(TargetHealthDescription api) {
        TargetDescription target = api.target();
        String zone = "all".equals(target.availabilityZone()) ? target.availabilityZone() : null;
        return new TargetHealth(
                new Target(target.id(), target.port() == null ? 0 : target.port(), zone),
                api.targetHealth().stateAsString(),
                api.targetHealth().reasonAsString() == null
                        ? ""
                        : api.targetHealth().reasonAsString(),
                api.targetHealth().description() == null
                        ? ""
                        : api.targetHealth().description());
    }

    @Override
    public Optional<Failure> register(String targetGroupArn, Collection<Target> targets) {
        return inChunks(targets, chunk -> {
            elb.registerTargets(request -> request.targetGroupArn(targetGroupArn)
                    .targets(chunk.stream().map(AwsTargets::api).toList()));
            note(targetGroupArn, chunk, "initial", "Elb.RegistrationInProgress");
        });
    }

    @Override
    public Optional<Failure> deregister(String targetGroupArn, Collection<Target> targets) {
        return inChunks(targets, chunk -> {
            try {
                elb.deregisterTargets(request -> request.targetGroupArn(targetGroupArn)
                        .targets(chunk.stream().map(AwsTargets::api).toList()));
                note(targetGroupArn, chunk, "draining", "Target.DeregistrationInProgress");
            } catch (InvalidTargetException | TargetGroupNotFoundException gone) {
                known.remove(targetGroupArn);
            }
        });
    }

    @Override
    public Description describe(String nameOrArn) {
        try {
            return elb
                    .describeTargetGroups(
                            nameOrArn.startsWith("arn:")
                                    ? request -> request.targetGroupArns(nameOrArn)
                                    : request -> request.names(nameOrArn))
                    .targetGroups()
                    .stream()
                    .findFirst()
                    .map(AwsTargets::found)
                    .orElseGet(() -> new Description.Unknown(new Failure.Transient(
                            "EmptyAnswer", "AWS neither shows target group " + nameOrArn + " nor denies it")));
        } catch (SdkException failed) {
            return new Description.Unknown(Failures.translate(failed));
        }
    }

    private static Description found(TargetGroup group) {
        return new Description.Found(
                group.targetGroupArn(),
                group.targetTypeAsString(),
                group.protocolAsString() == null ? "" : group.protocolAsString(),
                group.ipAddressTypeAsString() == null ? "ipv4" : group.ipAddressTypeAsString(),
                group.vpcId() == null ? "" : group.vpcId());
    }

    private static Optional<Failure> inChunks(Collection<Target> targets, Consumer<List<Target>> call) {
        return TargetChunks.send(List.copyOf(targets), CHUNK, call);
    }

    private void note(String arn, List<Target> targets, String state, String reason) {
        known.computeIfPresent(arn, (key, present) -> {
            List<TargetHealth> all = new ArrayList<>(present.targets());
            all.removeIf(health -> targets.contains(health.target()));
            targets.forEach(target -> all.add(new TargetHealth(target, state, reason, "")));
            return new Known(present.readAt(), all);
        });
    }

    private static TargetDescription api(Target target) {
        return TargetDescription.builder()
                .id(target.id())
                .port(target.port())
                .availabilityZone(target.availabilityZone())
                .build();
    }
}
