package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;

/** Reads Services. */
public final class ServiceReader {

    private ServiceReader() {}

    public static Service read(io.fabric8.kubernetes.api.model.Service object) {
        ServiceSpec spec = object.getSpec() == null ? new ServiceSpec() : object.getSpec();
        return new Service(
                Metadata.key(object),
                Metadata.uid(object),
                Metadata.annotations(object),
                spec.getType() == null ? "ClusterIP" : spec.getType(),
                Metadata.orEmpty(spec.getIpFamilies()),
                Metadata.orEmpty(spec.getPorts()).stream()
                        .map(ServiceReader::port)
                        .toList(),
                Metadata.orEmpty(spec.getSelector()));
    }

    private static Service.Port port(ServicePort port) {
        return new Service.Port(
                Metadata.orEmpty(port.getName()),
                port.getPort(),
                port.getTargetPort() == null ? new PortRef.ByNumber(port.getPort()) : Ports.from(port.getTargetPort()),
                port.getNodePort() == null ? 0 : port.getNodePort(),
                port.getProtocol() == null ? "TCP" : port.getProtocol());
    }
}
