package io.headgate.benchmark.converge;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each Ingress got the address of its load balancer into its status. */
final class Addresses implements ResourceEventHandler<Ingress>, AutoCloseable {

    private final Map<String, Long> addressed = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Ingress> watch;

    Addresses(KubernetesClient client) {
        this.watch = client.network()
                .v1()
                .ingresses()
                .inNamespace(ShopObjects.NAMESPACE)
                .inform(this);
    }

    /** The moment by {@link System#nanoTime} at which each was seen with an address first. */
    Map<String, Long> seen() {
        return Map.copyOf(addressed);
    }

    @Override
    public void onAdd(Ingress ingress) {
        if (ingress.getStatus() != null
                && ingress.getStatus().getLoadBalancer() != null
                && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty()) {
            addressed.putIfAbsent(ingress.getMetadata().getName(), System.nanoTime());
        }
    }

    @Override
    public void onUpdate(Ingress before, Ingress now) {
        onAdd(now);
    }

    @Override
    public void onDelete(Ingress ingress, boolean unknown) {
        addressed.remove(ingress.getMetadata().getName());
    }

    @Override
    public void close() {
        watch.close();
    }
}
