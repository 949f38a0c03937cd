package io.headgate.operator.moments;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.core.plan.PlannedStep;
import io.headgate.core.routing.Action;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.Listener;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold at every moment of one edit: whoever was answered right before and after is answered right all the while. */
final class Moment {

    private final String name;
    private final Stack before;
    private final Stack desired;
    private final Services services;
    private final Probes probes;
    private final Set<String> warmBefore;
    private final BiConsumer<Wrong, String> wrong;
    private final Map<Place, Expected> expected = new HashMap<>();

    /** What is wrong with an answer. */
    enum Wrong {
        /** It was the same before and after, and is another between. */
        LOST,
        /** It changes, and is neither the old nor the new one between. */
        ASTRAY,
        /** It comes from a target group whose targets nobody has seen healthy. */
        COLD,
        /** The same where no rule that stays could name the target group beforehand. */
        UNCHECKED
    }

    /** A port of a load balancer. */
    private record Place(String loadBalancer, int port) {}

    /** What its probes were answered before, and are to be answered. */
    private record Expected(
            Listener first,
            List<List<Action>> old,
            @Nullable List<List<Action>> wanted) {}

    /** @param wrong is told of answers that are not right */
    Moment(
            String name,
            Stack before,
            Stack desired,
            Services services,
            Probes probes,
            Set<String> warmBefore,
            BiConsumer<Wrong, String> wrong) {
        this.wrong = wrong;
        this.name = name;
        this.before = before;
        this.desired = desired;
        this.services = services;
        this.probes = probes;
        this.warmBefore = warmBefore;
        before.loadBalancers().forEach(this::expect);
    }

    private void expect(LoadBalancer balancer) {
        Optional<LoadBalancer> wanted = desired.loadBalancers().stream()
                .filter(other -> other.resource().equals(balancer.resource()))
                .findFirst();
        boolean stays =
                wanted.filter(other -> other.scheme().equals(balancer.scheme())).isPresent();
        boolean replaced =
                wanted.filter(other -> !other.name().equals(balancer.name())).isPresent();
        for (Listener listener : balancer.listeners()) {
            Optional<Listener> same = wanted.stream()
                    .flatMap(other -> other.listeners().stream())
                    .filter(other -> other.port() == listener.port())
                    .filter(other -> other.protocol().equals(listener.protocol()))
                    .findFirst();
            Place place = new Place(Objects.requireNonNull(balancer.arn()), listener.port());
            if (stays && same.isPresent()) {
                expected.put(place, new Expected(listener, probes.answers(listener), probes.answers(same.get())));
            } else if (!stays && replaced) {
                expected.put(place, new Expected(listener, probes.answers(listener), null));
            }
        }
    }

    void check(Stack now, Set<String> warm, PlannedStep step) {
        Set<String> groups = new HashSet<>();
        now.targetGroups().forEach(group -> groups.add(Objects.requireNonNull(group.arn())));
        Map<String, String> balancerOf = new HashMap<>();
        for (LoadBalancer balancer : now.loadBalancers()) {
            for (Listener listener : balancer.listeners()) {
                for (String group : named(listener)) {
                    if (services.isOurs(group)) {
                        assertThat(groups).as(says(step)).contains(group);
                        assertThat(balancerOf.merge(group, Objects.requireNonNull(balancer.arn()), (one, other) -> one))
                                .as(says(step))
                                .isEqualTo(balancer.arn());
                    }
                }
                Expected at = expected.get(new Place(Objects.requireNonNull(balancer.arn()), listener.port()));
                if (at != null) {
                    checkAnswers(at, listener, now, warm, step);
                    checkCertificates(balancer, at, listener, step);
                }
            }
            checkEntrance(balancer, now, step);
            checkFront(balancer, now, step);
        }
        expected.forEach((place, at) -> {
            boolean there = now.loadBalancers().stream()
                    .anyMatch(balancer -> place.loadBalancer().equals(balancer.arn())
                            && balancer.listeners().stream().anyMatch(listener -> listener.port() == place.port()));
            boolean replaced = now.loadBalancers().stream()
                    .noneMatch(balancer -> place.loadBalancer().equals(balancer.arn()));
            assertThat(there || (replaced && at.wanted() == null))
                    .as("%s: %s is gone", says(step), place)
                    .isTrue();
        });
    }

    private void checkAnswers(Expected at, Listener listener, Stack now, Set<String> warm, PlannedStep step) {
        List<List<Action>> answers = probes.answers(listener);
        for (int probe = 0; probe < answers.size(); probe++) {
            List<Action> old = at.old().get(probe);
            List<Action> actions = answers.get(probe);
            List<Object> right = services.answer(old);
            List<Object> answer = services.answer(actions);
            List<List<Action>> wanted = at.wanted();
            Object other = wanted == null ? right : services.answer(wanted.get(probe));
            if (!answer.equals(right) && !answer.equals(other)) {
                wrong.accept(
                        right.equals(other) ? Wrong.LOST : Wrong.ASTRAY,
                        "%s: %s on port %d gets %s, neither %s nor %s"
                                .formatted(says(step), probes.request(probe), listener.port(), answer, right, other));
            }
            checkWarmth(old, actions, now, warm, () -> says(step), probe);
        }
    }

    /** No cold target group gets what a warm one served, or what the load balancer answered itself. */
    private void checkWarmth(
            List<Action> old, List<Action> actions, Stack now, Set<String> warm, Supplier<String> says, int probe) {
        Set<String> served = Services.serving(old);
        boolean wasWarm = served.isEmpty()
                ? Services.answersItself(old)
                : served.stream().filter(services::isOurs).allMatch(warmBefore::contains);
        for (String group : Services.serving(actions)) {
            if (wasWarm && services.isOurs(group) && !served.contains(group) && !warm.contains(group)) {
                wrong.accept(
                        Wrong.COLD,
                        "%s: %s goes to %s, which is cold; before to %s"
                                .formatted(says.get(), probes.request(probe), group, old));
            }
        }
        for (String group : served) {
            boolean bound = now.bindings().stream()
                    .anyMatch(binding -> binding.targetGroup().equals(new TargetGroupRef.ByArn(group)));
            if (services.isOurs(group) && Services.serving(actions).contains(group) && warmBefore.contains(group)) {
                assertThat(bound).as("%s: binding of %s", says.get(), group).isTrue();
            }
        }
    }

    /** Who comes through a network load balancer in front gets to one behind it that listens. */
    private void checkFront(LoadBalancer balancer, Stack now, PlannedStep step) {
        boolean gap = desired.loadBalancers().stream()
                .anyMatch(wanted -> before.loadBalancers().stream()
                        .anyMatch(old -> old.name().equals(wanted.name())
                                && !old.scheme().equals(wanted.scheme())));
        for (Listener listener : balancer.listeners()) {
            Expected at = expected.get(new Place(Objects.requireNonNull(balancer.arn()), listener.port()));
            if (balancer.type().equals("network")
                    && !gap
                    && at != null
                    && leads(at.first(), before)
                    && wanted(balancer, listener).allMatch(wanted -> leads(wanted, desired))) {
                assertThat(leads(listener, now))
                        .as("%s: what is behind port %d of %s", says(step), listener.port(), balancer.name())
                        .isTrue();
            }
        }
    }

    private Stream<Listener> wanted(LoadBalancer balancer, Listener listener) {
        return desired.loadBalancers().stream()
                .filter(wanted -> wanted.resource().equals(balancer.resource()))
                .flatMap(wanted -> wanted.listeners().stream())
                .filter(wanted -> wanted.port() == listener.port());
    }

    /** Things are named by ARN once they are there, and by resource while they are only wanted. */
    private static boolean leads(Listener front, Stack stack) {
        return stack.targetGroups().stream()
                .filter(group -> serving(front).contains(Objects.requireNonNullElse(group.arn(), group.resource())))
                .map(TargetGroup::loadBalancerTarget)
                .anyMatch(target -> target != null
                        && stack.loadBalancers().stream()
                                .filter(balancer -> target.loadBalancer()
                                        .equals(Objects.requireNonNullElse(balancer.arn(), balancer.resource())))
                                .flatMap(balancer -> balancer.listeners().stream())
                                .anyMatch(listener -> listener.port() == target.port()));
    }

    private void checkCertificates(LoadBalancer balancer, Expected at, Listener listener, PlannedStep step) {
        Set<CertificateRef> stay = new HashSet<>(at.first().certificates());
        desired.loadBalancers().stream()
                .filter(wanted -> wanted.resource().equals(balancer.resource()))
                .flatMap(wanted -> wanted.listeners().stream())
                .filter(wanted -> wanted.port() == listener.port())
                .forEach(wanted -> stay.retainAll(wanted.certificates()));
        assertThat(listener.certificates()).as(says(step)).containsAll(stay);
    }

    /** Whom security groups let in before and after is let in all the while; subnets that stay are served all the while. */
    private void checkEntrance(LoadBalancer balancer, Stack now, PlannedStep step) {
        Optional<LoadBalancer> first = before.loadBalancers().stream()
                .filter(other -> Objects.equals(other.arn(), balancer.arn()))
                .findFirst();
        Optional<LoadBalancer> wanted = desired.loadBalancers().stream()
                .filter(other -> other.resource().equals(balancer.resource())
                        && other.scheme().equals(balancer.scheme()))
                .findFirst();
        if (first.isEmpty() || wanted.isEmpty()) {
            return;
        }
        Set<Object> entrance = entrance(first.get(), before);
        entrance.retainAll(entrance(wanted.get(), desired));
        assertThat(entrance(balancer, now)).as(says(step)).containsAll(entrance);
        List<LoadBalancer.SubnetMapping> subnets = new ArrayList<>(first.get().subnets());
        subnets.retainAll(wanted.get().subnets());
        assertThat(balancer.subnets()).as(says(step)).containsAll(subnets);
    }

    private static Set<Object> entrance(LoadBalancer balancer, Stack stack) {
        Set<Object> entrance = new HashSet<>();
        for (SecurityGroupRef ref : balancer.securityGroups()) {
            if (ref instanceof SecurityGroupRef.Managed(String resource)) {
                stack.securityGroups().stream()
                        .filter(group -> group.resource().equals(resource))
                        .flatMap(group -> group.ingress().stream())
                        .map(SecurityGroup.Permission::identity)
                        .forEach(entrance::add);
            } else {
                entrance.add(ref);
            }
        }
        return entrance;
    }

    private String says(PlannedStep step) {
        return name + " after " + step.step().call() + " " + step.step().handle();
    }

    /** The target groups that get requests. */
    static Set<String> serving(Listener listener) {
        Set<String> groups = new TreeSet<>(Services.serving(listener.defaultActions()));
        listener.rules()
                .forEach(rule -> groups.addAll(Services.serving(rule.routing().actions())));
        return groups;
    }

    /** The target groups that are named at all. */
    static Set<String> named(Listener listener) {
        Set<String> groups = new TreeSet<>();
        Stream.concat(
                        listener.defaultActions().stream(),
                        listener.rules().stream().flatMap(rule -> rule.routing().actions().stream()))
                .forEach(action -> {
                    if (action instanceof Action.Forward forward) {
                        forward.targetGroups().forEach(weighted -> {
                            if (weighted.targetGroup() instanceof TargetGroupRef.ByArn(String arn)) {
                                groups.add(arn);
                            }
                        });
                    }
                });
        return groups;
    }

    /** All names of things in a stack. */
    static Stream<String> handles(Stack stack) {
        List<@Nullable String> handles = new ArrayList<>();
        stack.securityGroups().forEach(group -> handles.add(group.id()));
        stack.targetGroups().forEach(group -> handles.add(group.arn()));
        stack.certificates().forEach(certificate -> handles.add(certificate.arn()));
        for (LoadBalancer balancer : stack.loadBalancers()) {
            handles.add(balancer.arn());
            for (Listener listener : balancer.listeners()) {
                handles.add(listener.arn());
                listener.rules().forEach(rule -> handles.add(rule.arn()));
            }
        }
        return handles.stream().filter(Objects::nonNull);
    }
}
