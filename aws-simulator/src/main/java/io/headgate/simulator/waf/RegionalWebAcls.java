package io.headgate.simulator.waf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.elbv2.LoadBalancing;
import java.util.LinkedHashMap;
import java.util.Map;

/** WAF Classic in a region, as far as load balancers need it. ACLs have ids, no ARNs. */
public final class RegionalWebAcls {
    private final Map<String, String> nameById = new LinkedHashMap<>();
    private final Associations associations;
    private final boolean lenient;

    /** @param lenient whether every ACL that is named exists */
    public RegionalWebAcls(LoadBalancing loadBalancing, boolean lenient) {
        this.associations = new Associations(loadBalancing);
        this.lenient = lenient;
    }

    /** Adds an ACL that was there before. */
    public void add(String id, String name) {
        nameById.put(id, name);
    }

    public Service service() {
        return new Service(
                "waf-regional",
                "WAFInvalidParameterException",
                Map.of(
                        "AssociateWebACL", this::associate,
                        "DisassociateWebACL", associations::disassociate,
                        "GetWebACLForResource", this::ofResource));
    }

    private ObjectNode associate(Fields input) {
        String id = input.required("WebACLId");
        if (!lenient && !nameById.containsKey(id)) {
            throw ApiError.of("WAFNonexistentItemException", "The referenced item does not exist: web ACL " + id);
        }
        associations.put(associations.provisioned(input.required("ResourceArn")), id);
        return Tree.node();
    }

    private ObjectNode ofResource(Fields input) {
        ObjectNode result = Tree.node();
        associations
                .of(associations.guardable(input.required("ResourceArn")))
                .ifPresent(id -> result.putObject("WebACLSummary")
                        .put("WebACLId", id)
                        .put("Name", nameById.getOrDefault(id, id)));
        return result;
    }
}
