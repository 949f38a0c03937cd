package io.headgate.operator.targets;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetResolution;
import io.headgate.crds.elbv2.TargetGroupBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the targets of a binding what its Service's endpoints are. Safe for use by many threads, one at a time for the same binding. */
final class Serving {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final BindingInputs inputs;
    private final AccessControl access;
    private final ReadinessGates gates;
    private final SharedTargets shared;
    private final HealthLedger ledger;
    private final HealthWatch healthWatch;
    private final ObservedTargets observed;
    private final TargetSettings settings;
    private final BindingVoice voice;

    Serving(
            BindingInputs inputs,
            AccessControl access,
            ReadinessGates gates,
            SharedTargets shared,
            HealthLedger ledger,
            HealthWatch healthWatch,
            ObservedTargets observed,
            TargetSettings settings,
            BindingVoice voice) {
        this.inputs = inputs;
        this.access = access;
        this.gates = gates;
        this.shared = shared;
        this.ledger = ledger;
        this.healthWatch = healthWatch;
        this.observed = observed;
        this.settings = settings;
        this.voice = voice;
    }

    /** Gives when to come again, if it must be before something changes; throws what {@link BindingVoice#failed} gives. */
    Optional<Duration> serve(TargetGroupBinding object, Bound.To bound, CloudProvider cloud) {
        return switch (bound.resolve(inputs.of(bound.binding(), cidrs(cloud.vpc())))) {
            case TargetResolution.Resolved(var endpoints, var remarks) -> {
                remarks.forEach(remark -> voice.warning(object, "TargetLeftOut", remark));
                yield register(object, bound, cloud, endpoints);
            }
            case TargetResolution.BackendMissing(String message) -> {
                voice.warning(object, "BackendNotFound", message);
                yield register(object, bound, cloud, List.of());
            }
            case TargetResolution.Unusable(String message, String remedy) -> {
                voice.refused(object, "FailedReconcile", message + " -> " + remedy);
                yield Optional.empty();
            }
        };
    }

    private Optional<Duration> register(
            TargetGroupBinding object, Bound.To bound, CloudProvider cloud, List<Endpoint> endpoints) {
        ObjectKey key = bound.binding().key();
        // Permission first: a target that cannot be reached would only be found unhealthy.
        Established way = access.establish(cloud, cloud.vpc().id());
        Optional<Failure> refused = Optional.ofNullable(way.refused().getOrDefault(key, way.failure()));
        refused.ifPresent(failure -> voice.warning(object, "FailedNetworkReconcile", BindingVoice.text(failure)));
        Claim claim = bound.binding().multiClusterTargetGroup() ? shared.of(key) : Claim.ALL;
        TargetPass pass = new TargetPass(bound.registry(), bound.arn(), wanted(bound, endpoints), claim);
        boolean awaited = ledger.isAwaited(bound.arn());
        boolean look = observed.endsFor(key) || healthWatch.due(key) || awaited;
        return switch (pass.run(look)) {
            case TargetPass.Result.Failed(Failure failure) ->
                throw voice.failed(object, "FailedReconcile", BindingVoice.text(failure));
            case TargetPass.Result.Done done -> {
                ReadinessGates.Pass told = gates.follow(key, endpoints, done.seen());
                ledger.put(bound.arn(), done.health().missing(told.missed()));
                tell(object, done);
                refused.map(BindingVoice::text).or(told::failure).ifPresent(failure -> {
                    throw voice.failed(object, "FailedReconcile", failure);
                });
                voice.served(object);
                yield next(key, done, look, told.waiting() || awaited, way);
            }
        };
    }

    private TargetPass.Wanted wanted(Bound.To bound, List<Endpoint> endpoints) {
        Map<Target, String> nodes = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            boolean outside =
                    bound.foreignNetwork() && bound.binding().targetType().equals("ip");
            Target target = outside ? endpoint.target().withAvailabilityZone("all") : endpoint.target();
            targets.add(target);
            nodes.put(target, endpoint.nodeName());
        }
        return new TargetPass.Wanted(
                targets,
                settings.maxTargetsPerTargetGroup(),
                target -> target.withAvailabilityZone(inputs.zone(nodes.getOrDefault(target, ""))));
    }

    private Optional<Duration> next(
            ObjectKey key, TargetPass.Result.Done done, boolean looked, boolean awaited, Established way) {
        boolean allHealthy = done.health().healthy() == done.health().total();
        return Stream.concat(
                        healthWatch.next(key, !done.changes().isEmpty(), looked, allHealthy, awaited).stream(),
                        Stream.ofNullable(way.again()))
                .min(Duration::compareTo);
    }

    static List<String> cidrs(CloudFacts.Vpc vpc) {
        return Stream.concat(vpc.cidrs().stream(), vpc.ipv6Cidrs().stream()).toList();
    }

    private void tell(TargetGroupBinding object, TargetPass.Result.Done done) {
        if (done.leftOut() > 0) {
            voice.warning(
                    object,
                    "TargetLeftOut",
                    done.leftOut() + " targets are left out: a target group may have "
                            + settings.maxTargetsPerTargetGroup() + " (--max-targets-per-target-group)");
        }
        if (!done.changes().isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("binding", BindingVoice.key(object))
                    .addKeyValue("registered", done.changes().register().size())
                    .addKeyValue("deregistered", done.changes().deregister().size())
                    .log("Targets changed");
        }
    }
}
