package io.headgate.core.cluster;

/** Namespace and name of an object. Cluster-scoped objects have the empty namespace. Sorts as the text {@code namespace/name}. */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

    @Override
    public int compareTo(ObjectKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
