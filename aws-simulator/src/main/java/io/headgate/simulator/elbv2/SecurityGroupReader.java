package io.headgate.simulator.elbv2;

import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.ec2.Network;
import java.util.HashSet;
import java.util.List;

/** Checks the security groups that a load balancer shall have. */
final class SecurityGroupReader {
    private final Network network;
    private final LoadBalancing.Setting setting;

    SecurityGroupReader(Network network, LoadBalancing.Setting setting) {
        this.network = network;
        this.setting = setting;
    }

    /** An Application Load Balancer without groups gets the default one of its VPC (CreateLoadBalancer). */
    List<String> read(List<String> wanted, String type, String vpcId) {
        if (wanted.isEmpty()) {
            return type.equals("application") ? List.of(network.defaultSecurityGroup(vpcId)) : List.of();
        }
        wanted.forEach(id -> checkOne(id, vpcId));
        if (new HashSet<>(wanted).size() < wanted.size()) {
            throw ApiError.of("InvalidConfigurationRequest", "A security group was specified twice");
        }
        int most = setting.quotas().securityGroupsPerInterface();
        if (wanted.size() > most) {
            throw ApiError.of(
                    "InvalidConfigurationRequest", "A load balancer has at most " + most + " security groups");
        }
        return wanted;
    }

    private void checkOne(String id, String vpcId) {
        boolean there = network.securityGroup(id)
                .filter(group -> group.vpcId().equals(vpcId))
                .isPresent();
        if (!there) {
            throw ApiError.of(
                    "InvalidSecurityGroup", "Security group '" + id + "' does not exist in VPC '" + vpcId + "'");
        }
    }
}
