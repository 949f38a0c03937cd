package io.headgate.operator.cli;

import io.headgate.core.group.Instance;
import java.util.Optional;
import java.util.Set;

/**
 * What flags mean to one of several operators in a cluster. Each must have classes and a lease of its own, so defaults get its name, and what
 * belongs to the operator without a name cannot be chosen.
 */
final class InstanceDefaults {

    private static final String INGRESS_CLASS = "alb";
    private static final Set<String> CONTROLLERS = Set.of("ingress.k8s.aws/alb", "headgate.io/alb");
    private static final String LEASE = "headgate-leader";

    private InstanceDefaults() {}

    static String ingressClass(String flag, Instance instance) {
        return flag.equals(INGRESS_CLASS) ? instance.apart(INGRESS_CLASS) : flag;
    }

    static Set<String> controllers(Set<String> flag, Instance instance) {
        return instance.named() && flag.equals(CONTROLLERS) ? Set.of(instance.apart("headgate.io/alb")) : flag;
    }

    static String lease(String flag, Instance instance) {
        return flag.equals(LEASE) ? instance.apart(LEASE) : flag;
    }

    /** Why an operator with a name may not serve that, in words. */
    static Optional<String> conflict(String ingressClass, Set<String> controllers, Instance instance) {
        if (!instance.named()) {
            return Optional.empty();
        }
        if (ingressClass.isEmpty()) {
            return Optional.of("--ingress-class is empty, but Ingresses without class belong to the operator without"
                    + " --instance; name a class");
        }
        return controllers(controllers, instance).stream()
                .filter(CONTROLLERS::contains)
                .findFirst()
                .map(controller -> "--controllers names " + controller
                        + ", whose classes belong to the operator without --instance; choose another, such as "
                        + instance.apart("headgate.io/alb"));
    }
}
