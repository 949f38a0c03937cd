package io.headgate.simulator.shield;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headgate.simulator.account.Identity;
import io.headgate.simulator.account.Ids;
import io.headgate.simulator.account.Page;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import io.headgate.simulator.api.Service;
import io.headgate.simulator.api.Tree;
import io.headgate.simulator.elbv2.LoadBalancing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shield Advanced, as far as load balancers need it. Protections outlive what they protect. */
public final class Protections {
    private static final Pattern NAME = Pattern.compile("[ \\w.\\-]{1,128}");
    private static final int LARGEST_PAGE = 1000;
    private static final int MOST = 1000;

    private final LoadBalancing loadBalancing;
    private final Identity identity;
    private final Ids ids;
    private final boolean subscribed;
    private final List<Protection> protections = new ArrayList<>();

    /** @param subscribed whether the account pays for Shield Advanced; without that only the state of the subscription can be read */
    public Protections(LoadBalancing loadBalancing, Identity identity, Ids ids, boolean subscribed) {
        this.loadBalancing = loadBalancing;
        this.identity = identity;
        this.ids = ids;
        this.subscribed = subscribed;
    }

    private record Protection(String id, String name, String resourceArn) {}

    public Service service() {
        return new Service(
                "shield",
                "InvalidParameterException",
                Map.of(
                        "GetSubscriptionState",
                        _ -> Tree.node().put("SubscriptionState", subscribed ? "ACTIVE" : "INACTIVE"),
                        "CreateProtection",
                        this::create,
                        "DescribeProtection",
                        this::describe,
                        "ListProtections",
                        this::list,
                        "DeleteProtection",
                        this::delete));
    }

    private ObjectNode create(Fields input) {
        String name = input.required("Name");
        String resource = input.required("ResourceArn");
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid("'" + name + "' is not a name of a protection.");
        }
        checkSubscription();
        if (loadBalancing.find(resource).isEmpty()) {
            throw ApiError.of("InvalidResourceException", "The resource " + resource + " is invalid.");
        }
        if (ofResource(resource).isPresent()) {
            throw ApiError.of(
                    "ResourceAlreadyExistsException", "The resource " + resource + " is already under protection.");
        }
        if (protections.size() >= MOST) {
            throw ApiError.of("LimitsExceededException", "The operation would exceed a limit: " + MOST);
        }
        Protection made = new Protection(ids.uuid(), name, resource);
        protections.add(made);
        return Tree.node().put("ProtectionId", made.id());
    }

    private void checkSubscription() {
        if (!subscribed) {
            throw ApiError.of("ResourceNotFoundException", "The subscription does not exist.");
        }
    }

    private Optional<Protection> ofResource(String arn) {
        return protections.stream()
                .filter(each -> each.resourceArn().equals(arn))
                .findFirst();
    }

    private ObjectNode describe(Fields input) {
        checkSubscription();
        Optional<String> id = input.text("ProtectionId");
        Optional<String> resource = input.text("ResourceArn");
        if (id.isPresent() == resource.isPresent()) {
            throw ApiError.invalid("Either 'ProtectionId' or 'ResourceArn' must be given.");
        }
        Protection found = resource.flatMap(this::ofResource)
                .or(() -> id.flatMap(this::byId))
                .orElseThrow(Protections::missing);
        ObjectNode result = Tree.node();
        result.set("Protection", write(found));
        return result;
    }

    private Optional<Protection> byId(String id) {
        return protections.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private static ApiError missing() {
        return ApiError.of("ResourceNotFoundException", "The referenced protection does not exist.");
    }

    private ObjectNode list(Fields input) {
        checkSubscription();
        int size = input.integer("MaxResults", 0, LARGEST_PAGE).orElse(LARGEST_PAGE);
        Page<Protection> page = Page.cut(protections, input.text("NextToken"), size);
        ObjectNode result = Tree.node();
        result.set("Protections", Tree.list(page.entries(), this::write));
        if (page.next() != null) {
            result.put("NextToken", page.next());
        }
        return result;
    }

    private ObjectNode write(Protection protection) {
        ObjectNode node = Tree.node()
                .put("Id", protection.id())
                .put("Name", protection.name())
                .put("ResourceArn", protection.resourceArn())
                .put("ProtectionArn", "arn:aws:shield::" + identity.accountId() + ":protection/" + protection.id());
        node.putArray("HealthCheckIds");
        return node;
    }

    private ObjectNode delete(Fields input) {
        checkSubscription();
        protections.remove(byId(input.required("ProtectionId")).orElseThrow(Protections::missing));
        return Tree.node();
    }
}
