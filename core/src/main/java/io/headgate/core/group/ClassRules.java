package io.headgate.core.group;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.cluster.ClusterState;
import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.LabelSelector;
import io.headgate.core.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which Ingresses are ours, by class annotation, class name or default class, and names their group. */
final class ClassRules {
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final String USUAL_CLASS = "alb";
    private static final String PARAMS_GROUP = "elbv2.k8s.aws";
    private static final String PARAMS_KIND = "IngressClassParams";
    private static final int MAX_GROUP_NAME = 63;
    private static final Pattern GROUP_NAME = Pattern.compile("([a-z0-9][-a-z0-9.]*)?[a-z0-9]");

    private final ClusterState cluster;
    private final ClassOwnership ownership;

    ClassRules(ClusterState cluster, ClassOwnership ownership) {
        this.cluster = cluster;
        this.ownership = ownership;
    }

    Belonging belonging(Ingress ingress) {
        if (ingress.deleting()) {
            return new Belonging.Foreign();
        }
        String annotated = ingress.annotations().get(CLASS_ANNOTATION);
        if (annotated != null) {
            return isOurs(annotated) ? inGroup(ingress, null, Map.of()) : new Belonging.Foreign();
        }
        String name = ingress.ingressClassName();
        return name == null ? byDefaultClass(ingress) : byName(ingress, name);
    }

    /** Who serves Ingresses without any class serves those of LBC's usual class too. */
    private boolean isOurs(String annotated) {
        return annotated.equals(ownership.ingressClass())
                || (ownership.ingressClass().isEmpty() && annotated.equals(USUAL_CLASS));
    }

    private Belonging byDefaultClass(Ingress ingress) {
        List<IngressClass> defaults =
                cluster.classes().stream().filter(IngressClass::isDefault).toList();
        return switch (defaults.size()) {
            case 0 -> ownership.ingressClass().isEmpty() ? inGroup(ingress, null, Map.of()) : new Belonging.Foreign();
            case 1 -> byClass(ingress, defaults.getFirst());
            default -> twoDefaults(ingress, defaults);
        };
    }

    private Belonging twoDefaults(Ingress ingress, List<IngressClass> defaults) {
        if (defaults.stream().noneMatch(candidate -> ownership.controllers().contains(candidate.controller()))) {
            return new Belonging.Foreign();
        }
        String names = String.join(
                ", ", defaults.stream().map(IngressClass::name).sorted().toList());
        return refused(
                ingress,
                "spec.ingressClassName",
                "the Ingress names no class and several classes are marked as default: " + names,
                "name one of them in spec.ingressClassName, or leave one default class only");
    }

    private Belonging byName(Ingress ingress, String name) {
        for (IngressClass candidate : cluster.classes()) {
            if (candidate.name().equals(name)) {
                return byClass(ingress, candidate);
            }
        }
        return refused(
                ingress,
                "spec.ingressClassName",
                "IngressClass \"" + name + "\" does not exist",
                "create the class or name an existing one");
    }

    private Belonging byClass(Ingress ingress, IngressClass ingressClass) {
        if (!ownership.controllers().contains(ingressClass.controller())) {
            return new Belonging.Foreign();
        }
        IngressClass.Parameters parameters = ingressClass.parameters();
        if (parameters == null) {
            return inGroup(ingress, null, ingressClass.annotations());
        }
        if (!PARAMS_GROUP.equals(parameters.apiGroup()) || !PARAMS_KIND.equals(parameters.kind())) {
            return refused(
                    ingress,
                    "spec.ingressClassName",
                    "IngressClass \"" + ingressClass.name() + "\" has parameters of kind " + parameters.apiGroup() + "/"
                            + parameters.kind() + ", expected " + PARAMS_GROUP + "/" + PARAMS_KIND,
                    "let spec.parameters of the class name an " + PARAMS_KIND);
        }
        IngressClassParams params = cluster.classParams().get(parameters.name());
        return params == null
                ? refused(
                        ingress,
                        "spec.ingressClassName",
                        PARAMS_KIND + " \"" + parameters.name() + "\" of IngressClass \"" + ingressClass.name()
                                + "\" does not exist",
                        "create the " + PARAMS_KIND + " or name an existing one in the class")
                : byParams(ingress, ingressClass, params);
    }

    private Belonging byParams(Ingress ingress, IngressClass ingressClass, IngressClassParams params) {
        LabelSelector namespaces = params.namespaceSelector();
        String namespace = ingress.key().namespace();
        if (namespaces == null || namespaces.matches(cluster.namespaces().getOrDefault(namespace, Map.of()))) {
            return inGroup(ingress, params, ingressClass.annotations());
        }
        return refused(
                ingress,
                "spec.ingressClassName",
                "the labels of namespace \"" + namespace + "\" do not match the namespaceSelector of " + PARAMS_KIND
                        + " \"" + params.name() + "\" of IngressClass \"" + ingressClass.name() + "\"",
                "label the namespace as the selector asks, or use another class");
    }

    private static Belonging inGroup(
            Ingress ingress, @Nullable IngressClassParams params, Map<String, String> classAnnotations) {
        if (params != null && params.groupName() != null) {
            return named(ingress, params, classAnnotations, params.groupName(), "IngressClassParams spec.group.name");
        }
        String name = ingress.annotations().get(AnnotationKey.GROUP_NAME.key());
        return name == null
                ? new Belonging.Member(new GroupId.Implicit(ingress.key()), params, classAnnotations)
                : named(ingress, params, classAnnotations, name, AnnotationKey.GROUP_NAME.key());
    }

    private static Belonging named(
            Ingress ingress,
            @Nullable IngressClassParams params,
            Map<String, String> classAnnotations,
            String name,
            String field) {
        if (name.length() <= MAX_GROUP_NAME && GROUP_NAME.matcher(name).matches()) {
            return new Belonging.Member(new GroupId.Explicit(name), params, classAnnotations);
        }
        return refused(
                ingress,
                field,
                "group name \"" + name + "\" is not valid",
                "use at most 63 lower-case letters, digits, \"-\" and \".\", with a letter or digit at both ends");
    }

    private static Belonging refused(Ingress ingress, String field, String message, String remedy) {
        return new Belonging.Refused(new Finding(
                Finding.Severity.ERROR,
                "Ingress " + ingress.key(),
                field,
                Finding.FAILED_LOAD_GROUP_ID,
                message,
                remedy));
    }
}
