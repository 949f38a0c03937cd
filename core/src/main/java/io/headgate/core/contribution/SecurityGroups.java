package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.facts.CloudFacts;
import java.util.ArrayList;
import java.util.List;

/** Looks up security groups that a member names by id or by Name tag. */
final class SecurityGroups {
    private static final String ID_PREFIX = "sg-";

    private SecurityGroups() {}

    /** The ids, in the order of the annotation; empty when it is not there or names nothing. */
    static List<String> named(MemberScope scope, AnnotationKey key) {
        List<String> ids = new ArrayList<>();
        for (String name : scope.annotations().stringList(key).orElse(List.of())) {
            List<String> found = lookUp(scope.facts(), name);
            if (found.isEmpty()) {
                scope.annotations().invalid(key, "names the security group \"" + name + "\", which does not exist");
            }
            ids.addAll(found);
        }
        return ids;
    }

    private static List<String> lookUp(CloudFacts facts, String name) {
        return facts.securityGroups().stream()
                .filter(group -> name.startsWith(ID_PREFIX)
                        ? group.id().equals(name)
                        : group.name().equals(name))
                .map(CloudFacts.SecurityGroup::id)
                .sorted()
                .toList();
    }
}
