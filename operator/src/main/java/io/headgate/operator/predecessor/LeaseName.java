package io.headgate.operator.predecessor;

/** Which Lease says that another controller works. */
public record LeaseName(String namespace, String name) {

    /** The one of aws-load-balancer-controller, unless its flags say otherwise. */
    public static final LeaseName DEFAULT = new LeaseName("kube-system", "aws-load-balancer-controller-leader");

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
