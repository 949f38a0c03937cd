package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.cluster.LabelSelector;
import io.headgate.core.cluster.ObjectKey;
import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import io.headgate.core.naming.ResourceNames;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.routing.TargetGroupRef;
import io.headgate.core.settings.FeatureGate;
import io.headgate.core.stack.TargetGroup;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.stack.TargetGroupBinding.NetworkingPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target groups of one Ingress with their bindings: one for each Service and port as written. */
final class TargetGroups {
    static final String INSTANCE = "instance";
    static final String IP = "ip";
    /** The API wants a port although targets of a named port bring their own. */
    private static final int PORT_OF_NAMED_TARGETS = 1;

    private final MemberScope scope;
    private final Map<String, Contribution.TargetPart> parts = new LinkedHashMap<>();

    TargetGroups(MemberScope scope) {
        this.scope = scope;
    }

    List<Contribution.TargetPart> parts() {
        return List.copyOf(parts.values());
    }

    /** The target group of a port of a Service; empty if there can be none, which is then reported. */
    Optional<TargetGroupRef> of(Service service, PortRef port) {
        String resource = scope.key() + "-" + service.key().name() + ":" + port.asWritten();
        if (!parts.containsKey(resource)) {
            Service.Port servicePort = service.port(port);
            if (servicePort == null) {
                missingPort(service, port);
                return Optional.empty();
            }
            parts.put(resource, new Builder(service, port, servicePort, resource).part());
        }
        return Optional.of(new TargetGroupRef.InStack(resource));
    }

    private void missingPort(Service service, PortRef port) {
        scope.findings()
                .error(
                        "spec.rules.http.paths.backend.service.port",
                        "Service " + service.key() + " has no port " + port.asWritten(),
                        "use one of the Service's ports, or add the port to it");
    }

    /** Makes one target group. */
    private final class Builder {
        private final Service service;
        private final PortRef written;
        private final Service.Port servicePort;
        private final String resource;
        private final AnnotationReader annotations;
        private final String targetType;

        Builder(Service service, PortRef written, Service.Port servicePort, String resource) {
            this.service = service;
            this.written = written;
            this.servicePort = servicePort;
            this.resource = resource;
            this.annotations = scope.annotations(service);
            this.targetType = targetType();
        }

        Contribution.TargetPart part() {
            String protocol = annotations
                    .oneOf(AnnotationKey.BACKEND_PROTOCOL, List.of("HTTP", "HTTPS"))
                    .orElse("HTTP");
            String version = annotations
                    .oneOf(AnnotationKey.BACKEND_PROTOCOL_VERSION, List.of("HTTP1", "HTTP2", "GRPC"))
                    .orElse("HTTP1");
            Integer controlPort = controlPort();
            TargetGroup group = new TargetGroup(
                    resource,
                    null,
                    name(protocol, version, controlPort),
                    targetType,
                    protocol,
                    version,
                    port(),
                    service.ipFamilies().contains("IPv6") ? "ipv6" : "ipv4",
                    controlPort,
                    new HealthChecks(annotations, service, targetType).of(protocol, version),
                    annotations.stringMap(AnnotationKey.TARGET_GROUP_ATTRIBUTES).orElse(Map.of()),
                    new TrackingTags(scope.settings().owner(), scope.group())
                            .of(resource, MemberTags.withDefaults(MemberTags.of(scope, service), scope.settings())),
                    null);
            return new Contribution.TargetPart(group, binding(group), networkingPorts(group), null);
        }

        private String targetType() {
            String type = scope.params(IngressClassParams::targetType)
                    .orElseGet(() -> annotations
                            .oneOf(AnnotationKey.TARGET_TYPE, List.of(INSTANCE, IP))
                            .orElse(scope.settings().defaultTargetType()));
            if (type.equals(IP) && !scope.settings().enabled(FeatureGate.ENABLE_IP_TARGET_TYPE)) {
                annotations.invalid(AnnotationKey.TARGET_TYPE, "is ip, which the gate EnableIPTargetType switches off");
            }
            return type;
        }

        private int port() {
            if (targetType.equals(IP)) {
                return switch (servicePort.targetPort()) {
                    case PortRef.ByNumber(int number) -> number;
                    case PortRef.ByName ignored -> PORT_OF_NAMED_TARGETS;
                };
            }
            if (servicePort.nodePort() == 0) {
                scope.findings()
                        .error(
                                "spec.rules.http.paths.backend.service",
                                "port " + written.asWritten() + " of Service " + service.key() + " of type "
                                        + service.type() + " has no node port, which target type instance needs",
                                "make the Service a NodePort, or set " + AnnotationKey.TARGET_TYPE.key() + " to ip");
            }
            return servicePort.nodePort();
        }

        private @Nullable Integer controlPort() {
            String name = service.key().name() + "." + written.asWritten();
            Optional<Integer> port = annotations.int32(AnnotationKey.TARGET_CONTROL_PORT, name);
            if (port.isPresent() && targetType.equals(INSTANCE)) {
                annotations.invalid(
                        AnnotationKey.TARGET_CONTROL_PORT,
                        name,
                        "is set, but a target control port needs target type ip, not instance");
            }
            return port.orElse(null);
        }

        private String name(String protocol, String version, @Nullable Integer controlPort) {
            return new ResourceNames(scope.settings().owner(), scope.group())
                    .targetGroup(new ResourceNames.TargetGroupIdentity(
                            scope.key().namespace(),
                            scope.key().name(),
                            service.key().namespace(),
                            service.key().name(),
                            service.uid(),
                            written.asWritten(),
                            port(),
                            targetType,
                            protocol,
                            version,
                            controlPort));
        }

        private TargetGroupBinding binding(TargetGroup group) {
            return new TargetGroupBinding(
                    resource,
                    new ObjectKey(service.key().namespace(), group.name()),
                    new TargetGroupRef.InStack(resource),
                    service.key().name(),
                    written,
                    targetType,
                    group.ipAddressType(),
                    group.protocol(),
                    scope.facts().vpc().id(),
                    multiCluster(),
                    List.of(),
                    nodeSelector(),
                    new TrackingTags(scope.settings().owner(), scope.group()).bindingLabels());
        }

        private boolean multiCluster() {
            boolean ofService = scope.annotationsOf(service)
                    .bool(AnnotationKey.MULTI_CLUSTER_TARGET_GROUP)
                    .orElse(false);
            boolean ofIngress = scope.annotations()
                    .bool(AnnotationKey.MULTI_CLUSTER_TARGET_GROUP)
                    .orElse(false);
            return ofService || ofIngress;
        }

        private @Nullable LabelSelector nodeSelector() {
            if (!targetType.equals(INSTANCE)) {
                return null;
            }
            return annotations
                    .stringMap(AnnotationKey.TARGET_NODE_LABELS)
                    .filter(labels -> !labels.isEmpty())
                    .map(labels -> new LabelSelector(labels, List.of()))
                    .orElse(null);
        }

        private List<NetworkingPort> networkingPorts(TargetGroup group) {
            List<NetworkingPort> ports = new ArrayList<>();
            ports.add(tcp(
                    targetType.equals(IP) ? servicePort.targetPort() : new PortRef.ByNumber(servicePort.nodePort())));
            String healthCheckPort = group.healthCheck().port();
            if (!healthCheckPort.equals(HealthChecks.TRAFFIC_PORT)) {
                ports.add(tcp(new PortRef.ByNumber(Integer.parseInt(healthCheckPort))));
            }
            if (group.targetControlPort() != null) {
                ports.add(tcp(new PortRef.ByNumber(group.targetControlPort())));
            }
            return ports;
        }

        private static NetworkingPort tcp(PortRef port) {
            return new NetworkingPort("TCP", port);
        }
    }
}
