package io.headgate.operator.wire;

import io.headgate.core.cluster.PortRef;
import io.headgate.core.cluster.Service;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code core/v1} Services. */
final class Services {

    private static final int TEXT = 1;

    private String type = "ClusterIP";
    private final List<Service.Port> ports = new ArrayList<>();
    private final Pairs selector = new Pairs();
    private final List<String> families = new ArrayList<>();

    private Services() {}

    static Service read(Metadata metadata, Message service) {
        Services parts = new Services();
        while (service.next()) {
            if (service.field() == 2) {
                parts.spec(service.message());
            }
        }
        return new Service(
                metadata.key(),
                metadata.uid(),
                metadata.annotations(),
                parts.type,
                parts.families,
                parts.ports,
                parts.selector.map());
    }

    private void spec(Message spec) {
        while (spec.next()) {
            switch (spec.field()) {
                case 1 -> ports.add(port(spec.message()));
                case 2 -> selector.add(spec.message());
                case 4 -> type = spec.text();
                case 19 -> families.add(spec.text());
                default -> {}
            }
        }
    }

    private static Service.Port port(Message port) {
        String name = "";
        String protocol = "TCP";
        int number = 0;
        int nodePort = 0;
        PortRef target = new PortRef.ByNumber(0);
        while (port.next()) {
            switch (port.field()) {
                case 1 -> name = port.text();
                case 2 -> protocol = port.text();
                case 3 -> number = (int) port.number();
                case 4 -> target = target(port.message());
                case 5 -> nodePort = (int) port.number();
                default -> {}
            }
        }
        return new Service.Port(
                name,
                number,
                target.equals(new PortRef.ByNumber(0)) ? new PortRef.ByNumber(number) : target,
                nodePort,
                protocol);
    }

    private static PortRef target(Message target) {
        long kind = 0;
        int number = 0;
        String name = "";
        while (target.next()) {
            switch (target.field()) {
                case 1 -> kind = target.number();
                case 2 -> number = (int) target.number();
                case 3 -> name = target.text();
                default -> {}
            }
        }
        return kind == TEXT ? new PortRef.ByName(name) : new PortRef.ByNumber(number);
    }
}
