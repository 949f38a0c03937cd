package io.headgate.operator.observed;

import com.fasterxml.jackson.databind.JsonNode;
import io.headgate.core.naming.TrackingTags;
import io.headgate.core.stack.SecurityGroup;
import io.headgate.core.stack.SecurityGroup.Permission;
import io.headgate.core.stack.SecurityGroup.Source;
import io.headgate.core.stack.SecurityGroupRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Security groups as EC2 describes them. */
final class PermissionJson {

    private static final String ALL = "-1";

    private PermissionJson() {}

    static SecurityGroup securityGroup(JsonNode api, Map<String, String> tags, @Nullable String backendId) {
        return new SecurityGroup(
                tags.getOrDefault(TrackingTags.RESOURCE, ""),
                Json.text(api, "GroupId"),
                Json.text(api, "GroupName", ""),
                Json.text(api, "Description", ""),
                permissions(api.path("IpPermissions"), backendId),
                permissions(api.path("IpPermissionsEgress"), backendId),
                tags);
    }

    private static List<Permission> permissions(JsonNode array, @Nullable String backendId) {
        List<Permission> permissions = new ArrayList<>();
        for (JsonNode api : array) {
            api.path("IpRanges")
                    .forEach(range ->
                            permissions.add(permission(api, range, new Source.Cidr(Json.text(range, "CidrIp", "")))));
            api.path("Ipv6Ranges")
                    .forEach(range ->
                            permissions.add(permission(api, range, new Source.Cidr(Json.text(range, "CidrIpv6", "")))));
            api.path("PrefixListIds")
                    .forEach(list -> permissions.add(
                            permission(api, list, new Source.PrefixList(Json.text(list, "PrefixListId", "")))));
            api.path("UserIdGroupPairs").forEach(pair -> {
                String id = Json.text(pair, "GroupId", "");
                SecurityGroupRef group =
                        id.equals(backendId) ? new SecurityGroupRef.Backend() : new SecurityGroupRef.ById(id);
                permissions.add(permission(api, pair, new Source.Group(group)));
            });
        }
        return permissions;
    }

    private static Permission permission(JsonNode api, JsonNode entry, Source source) {
        String protocol = Json.text(api, "IpProtocol", ALL);
        Integer from = Json.number(api, "FromPort");
        Integer to = Json.number(api, "ToPort");
        if (protocol.equals(ALL) || from == null || to == null) {
            return new Permission(protocol, -1, -1, source, Json.text(entry, "Description", ""));
        }
        return new Permission(protocol, from, to, source, Json.text(entry, "Description", ""));
    }
}
