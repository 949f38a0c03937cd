package io.headgate.simulator.ec2;

import java.util.List;
import java.util.stream.Stream;

/** A route table with the subnets that use it; the main one is used by all others. */
record RouteTable(String id, String vpcId, boolean main, List<Route> routes, List<String> subnetIds) {
    RouteTable {
        routes = List.copyOf(routes);
        subnetIds = List.copyOf(subnetIds);
    }

    /** A way to somewhere; the target is {@code local} or the id of a gateway. */
    record Route(String destination, String target) {}

    RouteTable with(Route route) {
        return new RouteTable(
                id,
                vpcId,
                main,
                Stream.concat(routes.stream(), Stream.of(route)).toList(),
                subnetIds);
    }

    RouteTable usedBy(String subnetId) {
        return new RouteTable(
                id,
                vpcId,
                main,
                routes,
                Stream.concat(subnetIds.stream(), Stream.of(subnetId)).toList());
    }
}
