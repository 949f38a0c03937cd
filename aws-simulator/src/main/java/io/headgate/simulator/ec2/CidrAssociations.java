package io.headgate.simulator.ec2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.api.Tree;
import java.util.Collection;

/** The blocks of a VPC or subnet, as EC2 describes them. */
final class CidrAssociations {

    private CidrAssociations() {}

    /**
     * One for each block.
     *
     * @param field {@code cidrBlock} or {@code ipv6CidrBlock}
     */
    static ArrayNode write(String field, Collection<String> cidrs, String id) {
        return Tree.list(cidrs, cidr -> {
            ObjectNode association = Tree.node().put("associationId", id).put(field, cidr);
            association.putObject(field + "State").put("state", "associated");
            return association;
        });
    }
}
