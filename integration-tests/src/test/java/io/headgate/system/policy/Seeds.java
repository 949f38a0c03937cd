package io.headgate.system.policy;

import io.headgate.system.harness.World;

/** Accounts that have more than the usual one. */
final class Seeds {

    static final String TRUST_STORE =
            "arn:aws:elasticloadbalancing:us-west-2:123456789012:truststore/staff/0123456789abcdef";

    /** A web ACL of WAF Classic. */
    static final String CLASSIC = "499e8b99-6671-4614-a86d-adb1810b7fbe";

    private Seeds() {}

    /** @param member of the seed's JSON object */
    static String with(String member) {
        return World.seed().replaceFirst("\\{", "{" + member.replace("$", "\\$") + ", ");
    }

    static String untaggedNodes() {
        return World.seed().replace(", \"tags\": {\"kubernetes.io/cluster/dev\": \"owned\"}", "");
    }

    /** Subnets that speak IPv6 and of which some tell their role by their routes alone, one in a Local Zone, and a pod. */
    static String varied() {
        return with("\"pods\": {\"ip-10-0-3-10\": [\"10.1.0.10\"]}")
                .replace("\"kubernetes.io/role/internal-elb\": \"1\", ", "")
                .replace("\"cidr\": \"10.0.0.0/24\"", "\"cidr\": \"10.0.0.0/24\", \"ipv6Cidr\": \"2600:1f14::/64\"")
                .replace("\"cidr\": \"10.0.1.0/24\"", "\"cidr\": \"10.0.1.0/24\", \"ipv6Cidr\": \"2600:1f14:0:1::/64\"")
                .replace("\"cidr\": \"10.0.3.0/24\"", "\"cidr\": \"10.0.3.0/24\", \"ipv6Cidr\": \"2600:1f14:0:3::/64\"")
                .replace("\"cidr\": \"10.0.4.0/24\"", "\"cidr\": \"10.0.4.0/24\", \"ipv6Cidr\": \"2600:1f14:0:4::/64\"")
                .replace(
                        "\"subnets\": [",
                        "\"subnets\": [{\"id\": \"subnet-0d00000000000000e\", \"name\": \"local\", \"zone\": \"us-west-2-lax-1a\","
                                + " \"cidr\": \"10.0.5.0/24\", \"availableAddresses\": 250, \"routesToInternetGateway\": true},");
    }
}
