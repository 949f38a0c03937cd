package io.headgate.operator.observed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.group.GroupId;
import io.headgate.core.naming.Owner;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.LoadBalancer;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroupRef;
import io.headgate.core.stack.Stack;
import io.headgate.core.stack.TargetGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account as a file describes it. Only what carries the cluster's tag is read. The file has the lists {@code loadBalancers} (each with
 * {@code loadBalancer}, {@code tags}, {@code attributes} and {@code listeners}), {@code targetGroups} and {@code securityGroups}, whose
 * elements are what the APIs answer. Immutable.
 */
public final class AccountFile {

    private final Owner owner;
    private final JsonNode root;
    private final @Nullable String backendId;

    private AccountFile(Owner owner, JsonNode root) {
        this.owner = owner;
        this.root = root;
        this.backendId = findBackend(owner, root);
    }

    /** @throws IOException when the file cannot be read or is no JSON object */
    public static AccountFile read(Path file, String cluster) throws IOException {
        return read(file, Owner.of(cluster));
    }

    /** As above, but only what an owner has. */
    public static AccountFile read(Path file, Owner owner) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        if (root == null || !root.isObject()) {
            throw new IOException(
                    file + ": expected a JSON object with loadBalancers, targetGroups and securityGroups");
        }
        return new AccountFile(owner, root);
    }

    private static @Nullable String findBackend(Owner owner, JsonNode root) {
        for (JsonNode group : root.path("securityGroups")) {
            Map<String, String> tags = Json.tags(group.path("Tags"));
            if (owner.owns(tags) && TrackingTags.BACKEND_RESOURCE.equals(tags.get(TrackingTags.SHARED_RESOURCE))) {
                return Json.text(group, "GroupId");
            }
        }
        return null;
    }

    /** The cluster's shared backend security group, null when there is none. */
    public @Nullable String backendSecurityGroupId() {
        return backendId;
    }

    /** The groups of which anything exists. */
    public Set<GroupId> groups() {
        Set<String> stacks = new TreeSet<>();
        root.path("loadBalancers").forEach(entry -> addStack(stacks, Json.tags(entry.path("tags"))));
        root.path("targetGroups").forEach(entry -> addStack(stacks, Json.tags(entry.path("tags"))));
        root.path("securityGroups").forEach(entry -> addStack(stacks, Json.tags(entry.path("Tags"))));
        Set<GroupId> groups = new LinkedHashSet<>();
        stacks.forEach(stack -> groups.add(GroupId.parse(stack)));
        return groups;
    }

    private void addStack(Set<String> stacks, Map<String, String> tags) {
        String stack = tags.get(TrackingTags.STACK);
        if (stack != null && owner.owns(tags)) {
            stacks.add(stack);
        }
    }

    /** What exists of a group. */
    public Stack observe(GroupId group) {
        List<SecurityGroup> securityGroups = securityGroups(group);
        Map<String, SecurityGroupRef> managed = new HashMap<>();
        securityGroups.forEach(
                made -> managed.put(String.valueOf(made.id()), new SecurityGroupRef.Managed(made.resource())));
        ElbJson elb = new ElbJson(managed, backendId);
        List<LoadBalancer> balancers = new ArrayList<>();
        boolean backend = false;
        for (JsonNode entry : root.path("loadBalancers")) {
            Map<String, String> tags = Json.tags(entry.path("tags"));
            if (belongs(tags, group)) {
                balancers.add(elb.loadBalancer(entry, tags));
                backend |= Json.texts(entry.path("loadBalancer").path("SecurityGroups"))
                        .contains(backendId);
            }
        }
        balancers.sort(Comparator.comparing(LoadBalancer::resource).reversed());
        List<TargetGroup> targetGroups = new ArrayList<>();
        for (JsonNode entry : root.path("targetGroups")) {
            Map<String, String> tags = Json.tags(entry.path("tags"));
            if (belongs(tags, group)) {
                targetGroups.add(elb.targetGroup(entry, tags));
            }
        }
        targetGroups.sort(Comparator.comparing(TargetGroup::resource));
        return new Stack(group, backend, securityGroups, balancers, targetGroups, List.of(), List.of(), List.of());
    }

    private List<SecurityGroup> securityGroups(GroupId group) {
        List<SecurityGroup> groups = new ArrayList<>();
        for (JsonNode entry : root.path("securityGroups")) {
            Map<String, String> tags = Json.tags(entry.path("Tags"));
            if (belongs(tags, group)) {
                groups.add(PermissionJson.securityGroup(entry, tags, backendId));
            }
        }
        return groups;
    }

    private boolean belongs(Map<String, String> tags, GroupId group) {
        return owner.owns(tags) && group.toString().equals(tags.get(TrackingTags.STACK));
    }

    /** The facts that the file holds itself, when it also has the lists {@code vpcs}, {@code subnets}, {@code instances} and so on. */
    public CloudFacts facts() {
        return completed(FactsJson.read(owner.cluster(), root));
    }

    /** Facts of an offline compilation, with what the file adds to them: load balancers that exist, and the backend group. */
    public CloudFacts completed(CloudFacts facts) {
        Map<String, List<CloudFacts.ExistingLoadBalancer>> existing = new HashMap<>();
        groups().forEach(group -> existing.put(group.toString(), CloudFacts.ExistingLoadBalancer.of(observe(group))));
        return facts.withExisting(existing, backendId);
    }
}
