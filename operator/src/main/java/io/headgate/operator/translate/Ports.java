package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.headgate.core.cluster.PortRef;

/** Ports by number or name. */
final class Ports {

    private Ports() {}

    static PortRef from(IntOrString port) {
        Integer number = port.getIntVal();
        return number != null ? new PortRef.ByNumber(number) : new PortRef.ByName(port.getStrVal());
    }

    static IntOrString to(PortRef port) {
        return switch (port) {
            case PortRef.ByNumber(int number) -> new IntOrString(number);
            case PortRef.ByName(String name) -> new IntOrString(name);
        };
    }
}
