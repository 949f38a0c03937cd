package io.headgate.operator.targets;

import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.cloud.Failure;
import io.headgate.core.cloud.NodeAccess.Established;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Pod;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.target.Endpoint;
import io.headgate.core.target.Target;
import io.headgate.core.target.TargetInputs;
import io.headgate.core.target.TargetResolution;
import io.headgate.core.target.Whereabouts;
import io.headgate.crds.elbv2.TargetGroupBinding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the targets of a binding what its Service's endpoints are. Safe for use by many threads, one at a time for the same binding. */
final class Serving {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** How soon to look again at endpoints that could not be relied on. */
    private static final Duration DOUBT = Duration.ofSeconds(5);

    /** How soon to see to the permissions of nodes that wait until the account is known. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(2);

    /** How soon to look whether there is room for more targets: nothing tells of a raised limit. */
    private static final Duration ROOM = Duration.ofMinutes(1);

    private final BindingInputs inputs;
    private final AccessControl access;
    private final EndpointCheck check;
    private final ReadinessGates gates;
    private final SharedTargets shared;
    private final HealthLedger ledger;
    private final HealthWatch healthWatch;
    private final ObservedTargets observed;
    private final Remembered remembered;
    private final Farewells farewells;
    private final TargetSettings settings;
    private final BindingVoice voice;
    private final InstantSource clock;

    Serving(
            BindingInputs inputs,
            AccessControl access,
            EndpointCheck check,
            ReadinessGates gates,
            SharedTargets shared,
            HealthLedger ledger,
            HealthWatch healthWatch,
            ObservedTargets observed,
            Farewells farewells,
            TargetSettings settings,
            BindingVoice voice,
            InstantSource clock) {
        this.inputs = inputs;
        this.access = access;
        this.check = check;
        this.gates = gates;
        this.shared = shared;
        this.ledger = ledger;
        this.healthWatch = healthWatch;
        this.observed = observed;
        this.farewells = farewells;
        this.remembered = new Remembered(clock);
        this.settings = settings;
        this.voice = voice;
        this.clock = clock;
    }

    /**
     * Gives when to come again, if it must be before something changes; throws what {@link BindingVoice#failed} gives.
     *
     * @param known the provider that knows the whole account; null as long as there is none, while permissions stay as they are
     */
    Optional<Duration> serve(
            TargetGroupBinding object, Bound.To bound, CloudFacts.Vpc vpc, @Nullable CloudProvider known) {
        TargetInputs seen = inputs.of(bound.binding(), cidrs(vpc));
        return switch (bound.resolve(seen)) {
            case TargetResolution.Resolved(var endpoints, var remarks) -> {
                remarks.forEach(remark -> voice.warning(object, "TargetLeftOut", remark));
                yield register(object, bound, seen, endpoints, known);
            }
            case TargetResolution.BackendMissing(String message) -> {
                voice.warning(object, "BackendNotFound", message);
                yield register(object, bound, seen, List.of(), known);
            }
            case TargetResolution.Unusable(String message, String remedy) -> {
                voice.refused(object, "FailedReconcile", message + " -> " + remedy);
                yield Optional.empty();
            }
        };
    }

    void forget(ObjectKey binding) {
        remembered.forget(binding);
        farewells.forget(binding);
    }

    private Optional<Duration> register(
            TargetGroupBinding object,
            Bound.To bound,
            TargetInputs seen,
            List<Endpoint> endpoints,
            @Nullable CloudProvider known) {
        ObjectKey key = bound.binding().key();
        Function<String, Optional<Pod>> pods = inputs.podsByAddress();
        TargetPass pass = new TargetPass(
                bound.registry(),
                bound.arn(),
                wanted(bound, endpoints),
                departures(seen, pods),
                bound.binding().multiClusterTargetGroup() ? shared.of(key) : Claim.ALL);
        // Permission first: a target that cannot be reached would only be found unhealthy. It stays for those that
        // leave.
        Established way = establish(known, seen, remembered.with(key, endpoints));
        Optional<Failure> refused = Optional.ofNullable(way.refused().getOrDefault(key, way.failure()));
        refused.ifPresent(failure -> voice.warning(object, "FailedNetworkReconcile", BindingVoice.text(failure)));
        boolean awaited = ledger.isAwaited(bound.arn());
        boolean look = observed.endsFor(key) || healthWatch.due(key) || awaited;
        return switch (pass.run(look)) {
            case TargetPass.Result.Failed(Failure failure) -> {
                ledger.lack(bound.arn(), pass.unregistered());
                throw voice.failed(object, "FailedReconcile", BindingVoice.text(failure));
            }
            case TargetPass.Result.Done done -> {
                farewells.deregistered(key, service(bound), leaving(key, done));
                if (remembered.note(seen, endpoints, kept(key, done, pods))) {
                    way = establish(known, seen, remembered.with(key, endpoints));
                }
                ReadinessGates.Pass told = gates.follow(key, endpoints, done.seen());
                ledger.put(bound.arn(), done.health().missing(told.missed()), awaited);
                ledger.lack(bound.arn(), done.leftOut());
                tell(object, done);
                refused.map(BindingVoice::text).or(told::failure).ifPresent(failure -> {
                    throw voice.failed(object, "FailedReconcile", failure);
                });
                tellServed(object, done, pass.wanted().limit());
                yield next(key, done, look, told.waiting() || awaited, way);
            }
        };
    }

    private Established establish(@Nullable CloudProvider known, TargetInputs seen, List<Endpoint> endpoints) {
        return known == null
                ? new Established(Map.of(), null, UNTIL_KNOWN)
                : access.establish(known, Accesses.of(seen, endpoints));
    }

    private Departures departures(TargetInputs seen, Function<String, Optional<Pod>> pods) {
        ObjectKey key = seen.binding().key();
        Whereabouts whereabouts = new Whereabouts(seen, pods, remembered.podUids(key));
        boolean waitedLongEnough = !settings.longestReplacement().isZero()
                && remembered.keepingSince(key).isBefore(clock.instant().minus(settings.longestReplacement()));
        return new Departures(
                whereabouts::of,
                waitedLongEnough,
                settings.maxShareRemoved(),
                () -> check.doubt(new ObjectKey(key.namespace(), seen.binding().serviceName())));
    }

    private static ObjectKey service(Bound.To bound) {
        return new ObjectKey(bound.binding().key().namespace(), bound.binding().serviceName());
    }

    /** The pods whose targets were deregistered. */
    private List<ObjectKey> leaving(ObjectKey key, TargetPass.Result.Done done) {
        return done.changes().deregister().stream()
                .flatMap(target -> remembered.find(key, target).stream())
                .map(Endpoint::pod)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What stands behind the targets that stay although they are not wanted. */
    private List<Endpoint> kept(ObjectKey key, TargetPass.Result.Done done, Function<String, Optional<Pod>> pods) {
        return done.changes().kept().stream()
                .map(target -> remembered.find(key, target).orElseGet(() -> {
                    Optional<Pod> pod = pods.apply(target.id());
                    return new Endpoint(
                            target,
                            pod.map(Pod::key).orElse(null),
                            pod.map(Pod::nodeName).orElse(""));
                }))
                .toList();
    }

    private TargetPass.Wanted wanted(Bound.To bound, List<Endpoint> endpoints) {
        Map<Target, String> nodes = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        for (Endpoint endpoint : newestFirst(endpoints)) {
            boolean outside =
                    bound.foreignNetwork() && bound.binding().targetType().equals("ip");
            Target target = outside ? endpoint.target().withAvailabilityZone("all") : endpoint.target();
            targets.add(target);
            nodes.put(target, endpoint.nodeName());
        }
        return new TargetPass.Wanted(
                targets,
                settings.limits().forTargets(targets.size()),
                target -> target.withAvailabilityZone(inputs.zone(nodes.getOrDefault(target, ""))));
    }

    /** The order counts where there is not room for all. */
    private List<Endpoint> newestFirst(List<Endpoint> endpoints) {
        return endpoints.stream()
                .sorted(Comparator.comparingLong(inputs::created).reversed())
                .toList();
    }

    private Optional<Duration> next(
            ObjectKey key, TargetPass.Result.Done done, boolean looked, boolean awaited, Established way) {
        boolean keeping = !done.changes().kept().isEmpty();
        boolean allHealthy = done.health().healthy() == done.health().total() && !keeping;
        return Stream.of(
                        healthWatch
                                .next(key, !done.changes().isEmpty(), looked, allHealthy, awaited || keeping)
                                .stream(),
                        Stream.ofNullable(way.again()),
                        Stream.of(DOUBT).filter(ignored -> done.doubt() != null),
                        Stream.of(ROOM).filter(ignored -> done.leftOut() > 0))
                .flatMap(each -> each)
                .min(Duration::compareTo);
    }

    static List<String> cidrs(CloudFacts.Vpc vpc) {
        return Stream.concat(vpc.cidrs().stream(), vpc.ipv6Cidrs().stream()).toList();
    }

    private void tellServed(TargetGroupBinding object, TargetPass.Result.Done done, int limit) {
        if (done.leftOut() == 0) {
            voice.served(object);
        } else {
            voice.servedInPart(object, "TargetLeftOut", cut(done, limit));
        }
    }

    private String cut(TargetPass.Result.Done done, int limit) {
        int registered = done.health().total();
        int endpoints = registered + done.leftOut();
        Failure full = done.full();
        return registered + " of " + endpoints + " endpoints are targets, as "
                + (full == null
                        ? "a target group may have " + limit + " ("
                                + settings.limits().source() + ")"
                        : "AWS takes no more: " + BindingVoice.text(full))
                + " -> spread the Service over several target groups, have fewer pods, or ask AWS for a higher limit";
    }

    private void tell(TargetGroupBinding object, TargetPass.Result.Done done) {
        if (done.doubt() != null) {
            voice.warning(object, "SuspiciousEmptyRead", done.doubt());
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
