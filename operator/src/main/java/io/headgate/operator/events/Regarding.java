package io.headgate.operator.events;

import io.headgate.core.cluster.ObjectKey;

/** The object that an Event is about. */
public record Regarding(String apiVersion, String kind, ObjectKey key, String uid) {

    public static Regarding ingress(ObjectKey key, String uid) {
        return new Regarding("networking.k8s.io/v1", "Ingress", key, uid);
    }

    public static Regarding binding(ObjectKey key, String uid) {
        return new Regarding("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", key, uid);
    }

    public static Regarding pod(ObjectKey key, String uid) {
        return new Regarding("v1", "Pod", key, uid);
    }

    public static Regarding loadBalancer(String name, String uid) {
        return new Regarding("headgate.io/v1alpha1", "LoadBalancer", new ObjectKey("", name), uid);
    }
}
