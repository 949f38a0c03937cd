package io.headgate.simulator.waf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.elbv2.LoadBalancer;
import io.headgate.simulator.elbv2.LoadBalancing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which web ACL guards which load balancer: at most one of a kind, and none once the load balancer is gone. */
final class Associations {
    private final LoadBalancing loadBalancing;
    private final Map<String, String> aclByResource = new LinkedHashMap<>();

    Associations(LoadBalancing loadBalancing) {
        this.loadBalancing = loadBalancing;
    }

    /** Only Application Load Balancers are guarded, and only once they are provisioned. */
    String guardable(String resourceArn) {
        LoadBalancer loadBalancer = loadBalancing
                .find(resourceArn)
                .orElseThrow(() -> ApiError.of(
                        "WAFNonexistentItemException",
                        "AWS WAF couldn't perform the operation because the resource " + resourceArn
                                + " doesn't exist."));
        if (!loadBalancer.application()) {
            throw ApiError.of(
                    "WAFInvalidParameterException",
                    "The resource " + resourceArn + " is no Application Load Balancer.");
        }
        return resourceArn;
    }

    String provisioned(String resourceArn) {
        if (loadBalancing.provisioning(guardable(resourceArn))) {
            throw ApiError.of(
                    "WAFUnavailableEntityException",
                    "AWS WAF couldn't retrieve the resource " + resourceArn + ". Retry your request.");
        }
        return resourceArn;
    }

    void put(String resourceArn, String acl) {
        aclByResource.put(resourceArn, acl);
    }

    /** {@code DisassociateWebACL}, which is the same for both generations of WAF. */
    ObjectNode disassociate(Fields input) {
        aclByResource.remove(guardable(input.required("ResourceArn")));
        return Tree.node();
    }

    Optional<String> of(String resourceArn) {
        return Optional.ofNullable(aclByResource.get(resourceArn));
    }
}
