package io.headgate.operator.safety;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.Grammar;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.crds.loadbalancer.LoadBalancerSpec.Mode;
import io.headgate.crds.loadbalancer.LoadBalancerStatus;
import io.headgate.operator.watch.BindingObject;
import io.headgate.operator.watch.ClusterView;
import io.headgate.operator.watch.GroupKey;
import io.headgate.operator.watch.LoadBalancerObject;
import io.headgate.operator.watch.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How carefully each group is treated, as the operator's flags, the classes of its Ingresses and its own objects say. The most careful
 * word counts, and a word that nobody knows counts as careful. Safe for use by many threads.
 */
public final class GroupPolicies {

    /** Annotation of an IngressClass: {@code Observe} to change nothing in AWS for its groups. */
    public static final String MODE = "headgate.io/mode";

    /** Annotation of an IngressClass: {@code required} to let removals wait until they are approved. */
    public static final String APPROVAL = "headgate.io/approval";

    private static final String RETAIN = "Retain";
    private static final Pattern WORDS = Pattern.compile("[,\\s]+");

    private final ClusterView view;
    private final SafetySettings settings;

    public GroupPolicies(ClusterView view, SafetySettings settings) {
        this.view = view;
        this.settings = settings;
    }

    public SafetySettings settings() {
        return settings;
    }

    /** Why a group is only looked at, if somebody chose so; its object is not asked. */
    public Optional<String> onlyObserved(GroupKey group) {
        if (settings.mode() == Mode.Observe) {
            return Optional.of("the operator runs with --mode Observe; without it the changes are made");
        }
        return classes(group)
                .filter(each -> isCareful(each, MODE, Mode.Apply.name()))
                .findFirst()
                .map(each -> "IngressClass " + each.name() + " has the annotation " + MODE
                        + ": Observe; without it the changes are made");
    }

    /** The same, with the object of the group asked too. */
    public boolean observes(GroupKey group) {
        return onlyObserved(group).isPresent()
                || object(group)
                        .filter(object -> object.mode() == Mode.Observe && !object.observesPredecessor())
                        .isPresent();
    }

    /** Whether a binding is only looked at: it is of such a group, or made by hand while nothing may be changed. */
    public boolean observes(BindingObject binding) {
        return binding.group()
                .map(group -> observes(new GroupKey(Snapshot.AWS, group)))
                .orElse(settings.mode() == Mode.Observe);
    }

    /** Whether removals have to be approved. */
    public boolean requiresApproval(GroupKey group) {
        return settings.requireApproval() || classes(group).anyMatch(each -> isCareful(each, APPROVAL, "not-required"));
    }

    private static boolean isCareful(IngressClass each, String annotation, String careless) {
        String value = each.annotations().get(annotation);
        return value != null && !value.equalsIgnoreCase(careless);
    }

    /** Whether what was made for a group stays when the last of its Ingresses go: all of them, or their classes, ask for it. */
    public boolean retains(GroupKey group) {
        Map<String, IngressClass> classes =
                classes(group).collect(Collectors.toMap(IngressClass::name, Function.identity()));
        List<Ingress> last = ingresses(group).toList();
        return !last.isEmpty() && last.stream().allMatch(ingress -> RETAIN.equals(deletionPolicy(ingress, classes)));
    }

    private static @Nullable String deletionPolicy(Ingress ingress, Map<String, IngressClass> classes) {
        String key = AnnotationKey.DELETION_POLICY.key();
        String own = ingress.annotations().get(key);
        IngressClass of = ingress.ingressClassName() == null ? null : classes.get(ingress.ingressClassName());
        return own != null || of == null ? own : of.annotations().get(key);
    }

    /** What a plan for the group must not do by itself. */
    public Caution caution(GroupKey group, @Nullable LoadBalancerStatus status) {
        return new Caution(
                group.objectName(view.instance()),
                requiresApproval(group),
                ingresses(group).anyMatch(GroupPolicies::unprotects),
                approvals(group),
                Approved.of(status));
    }

    /** Whether one who leaves says that the protection is to end. */
    private static boolean unprotects(Ingress ingress) {
        String attributes = ingress.annotations().getOrDefault(AnnotationKey.LOAD_BALANCER_ATTRIBUTES.key(), "");
        return ingress.deleting() && Grammar.stringList(attributes).contains("deletion_protection.enabled=false");
    }

    /** The ids of plans that are approved, on the object of the group and on the Ingresses that are or were in it. */
    public Set<String> approvals(GroupKey group) {
        return Stream.concat(
                        object(group).map(LoadBalancerObject::approve).stream(),
                        ingresses(group)
                                .flatMap(ingress ->
                                        Stream.ofNullable(ingress.annotations().get(LoadBalancerObject.APPROVE))))
                .flatMap(WORDS::splitAsStream)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<LoadBalancerObject> object(GroupKey group) {
        return view.loadBalancers.get(new ObjectKey("", group.objectName(view.instance())));
    }

    private Stream<IngressClass> classes(GroupKey group) {
        List<String> named = ingresses(group)
                .flatMap(ingress -> Stream.ofNullable(ingress.ingressClassName()))
                .distinct()
                .toList();
        return view.classes.all().stream().filter(each -> named.contains(each.name()));
    }

    /** Those that want to be in the group, and those that it still holds. */
    private Stream<Ingress> ingresses(GroupKey group) {
        return view.snapshot().ingressesOf(group).stream().flatMap(key -> view.ingresses.get(key).stream());
    }
}
