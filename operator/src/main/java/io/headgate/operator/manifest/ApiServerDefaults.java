package io.headgate.operator.manifest;

import io.headgate.core.cluster.Ingress;
import io.headgate.core.cluster.IngressClass;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the API server fills in when objects are created, as far as it decides about load balancers. */
final class ApiServerDefaults {
    static final String NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final int FIRST_NODE_PORT = 30000;
    private static final Set<String> WITH_NODE_PORTS = Set.of("NodePort", "LoadBalancer");

    private ApiServerDefaults() {}

    /** The default class for an Ingress that names none in either way; of several the first by name. */
    static Ingress withClass(Ingress ingress, Collection<IngressClass> classes) {
        if (ingress.ingressClassName() != null || ingress.annotations().containsKey(CLASS_ANNOTATION)) {
            return ingress;
        }
        return classes.stream()
                .filter(IngressClass::isDefault)
                .map(IngressClass::name)
                .sorted()
                .findFirst()
                .map(name -> new Ingress(
                        ingress.key(),
                        ingress.uid(),
                        ingress.generation(),
                        ingress.annotations(),
                        ingress.finalizers(),
                        ingress.deleting(),
                        name,
                        ingress.defaultBackend(),
                        ingress.rules(),
                        ingress.tls()))
                .orElse(ingress);
    }

    /** Free node ports, in order of the Services' names, for Services whose type asks for them and that name none. */
    static Map<ObjectKey, Service> withNodePorts(Map<ObjectKey, Service> services) {
        Set<Integer> used = services.values().stream()
                .flatMap(service -> service.ports().stream())
                .map(Service.Port::nodePort)
                .collect(Collectors.toSet());
        Map<ObjectKey, Service> allocated = new LinkedHashMap<>();
        int next = FIRST_NODE_PORT;
        for (Service service : new TreeMap<>(services).values()) {
            List<Service.Port> ports = new ArrayList<>();
            for (Service.Port port : service.ports()) {
                if (port.nodePort() != 0 || !WITH_NODE_PORTS.contains(service.type())) {
                    ports.add(port);
                    continue;
                }
                while (!used.add(next)) {
                    next++;
                }
                ports.add(new Service.Port(port.name(), port.port(), port.targetPort(), next, port.protocol()));
            }
            allocated.put(
                    service.key(),
                    new Service(
                            service.key(),
                            service.uid(),
                            service.annotations(),
                            service.type(),
                            service.ipFamilies(),
                            ports));
        }
        return allocated;
    }
}
