package io.headgate.simulator.waf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.elbv2.LoadBalancing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WAFv2, as far as load balancers need it. Rules of the ACLs are not simulated. */
public final class WebAcls {
    private static final Pattern REGIONAL_ARN =
            Pattern.compile("arn:[a-z-]+:wafv2:[a-z0-9-]+:\\d{12}:regional/webacl/([\\w-]{1,128})/([\\w-]{1,36})");
    private static final int LARGEST_PAGE = 100;

    private final Map<String, String> nameByArn = new LinkedHashMap<>();
    private final Associations associations;
    private final boolean lenient;

    /** @param lenient whether every ACL that is named exists */
    public WebAcls(LoadBalancing loadBalancing, boolean lenient) {
        this.associations = new Associations(loadBalancing);
        this.lenient = lenient;
    }

    /** Adds an ACL that was there before. */
    public void add(String arn, String name) {
        nameByArn.put(arn, name);
    }

    public Service service() {
        return new Service(
                "wafv2",
                "WAFInvalidParameterException",
                Map.of(
                        "AssociateWebACL", this::associate,
                        "DisassociateWebACL", associations::disassociate,
                        "GetWebACLForResource", this::ofResource,
                        "ListWebACLs", this::list));
    }

    private ObjectNode associate(Fields input) {
        String acl = existing(input.required("WebACLArn"));
        associations.put(associations.provisioned(input.required("ResourceArn")), acl);
        return Tree.node();
    }

    private ObjectNode ofResource(Fields input) {
        ObjectNode result = Tree.node();
        associations.of(associations.guardable(input.required("ResourceArn"))).ifPresent(arn -> {
            ObjectNode acl = summary(arn);
            acl.putObject("DefaultAction").putObject("Allow");
            acl.putArray("Rules");
            acl.putObject("VisibilityConfig")
                    .put("SampledRequestsEnabled", false)
                    .put("CloudWatchMetricsEnabled", false)
                    .put("MetricName", nameOf(arn));
            result.set("WebACL", acl);
        });
        return result;
    }

    private ObjectNode list(Fields input) {
        String scope = input.oneOf("Scope", List.of("REGIONAL", "CLOUDFRONT"))
                .orElseThrow(() -> ApiError.invalid("'Scope' is required."));
        int limit = input.integer("Limit", 1, LARGEST_PAGE).orElse(LARGEST_PAGE);
        List<String> arns = scope.equals("REGIONAL") ? List.copyOf(nameByArn.keySet()) : List.of();
        Page<String> page = Page.cut(arns, input.text("NextMarker"), limit);
        ObjectNode result = Tree.node();
        result.set("WebACLs", Tree.list(page.entries(), this::summary));
        if (page.next() != null) {
            result.put("NextMarker", page.next());
        }
        return result;
    }

    private ObjectNode summary(String arn) {
        Matcher parts = REGIONAL_ARN.matcher(arn);
        return Tree.node()
                .put("Name", nameOf(arn))
                .put("Id", parts.matches() ? parts.group(2) : "unknown")
                .put("LockToken", "00000000-0000-4000-8000-000000000000")
                .put("ARN", arn);
    }

    private String nameOf(String arn) {
        Matcher parts = REGIONAL_ARN.matcher(arn);
        return Optional.ofNullable(nameByArn.get(arn)).orElseGet(() -> parts.matches() ? parts.group(1) : "unknown");
    }

    private String existing(String arn) {
        if (!REGIONAL_ARN.matcher(arn).matches()) {
            throw ApiError.invalid("Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other "
                    + "information separated by colons or slashes., field: WEB_ACL_ARN, parameter: " + arn);
        }
        if (!lenient && !nameByArn.containsKey(arn)) {
            throw ApiError.of(
                    "WAFNonexistentItemException",
                    "AWS WAF couldn't perform the operation because your resource doesn't exist: " + arn);
        }
        return arn;
    }
}
