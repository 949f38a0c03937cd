package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.GoStruct;
import io.headgate.core.routing.Transform;
import java.util.ArrayList;
import java.util.List;

/** The transforms of the rules of one backend, from {@code transforms.<name>}. */
final class RuleTransforms {

    private RuleTransforms() {}

    static List<Transform> of(MemberScope scope, String backend) {
        List<Transform> transforms = new ArrayList<>();
        for (GoStruct entry :
                scope.annotations().structs(AnnotationKey.TRANSFORMS, backend).orElse(List.of())) {
            checkTypes(entry);
            String type = entry.string("type").orElse("");
            switch (type) {
                case "url-rewrite" -> transforms.add(new Transform.UrlRewrite(rewrites(entry, "urlRewriteConfig")));
                case "host-header-rewrite" ->
                    transforms.add(new Transform.HostHeaderRewrite(rewrites(entry, "hostHeaderRewriteConfig")));
                default -> entry.error("type \"" + type + "\" is no transform");
            }
        }
        return transforms;
    }

    /** As Go does it, a value of a wrong type is an error also in a configuration that the type does not use. */
    private static void checkTypes(GoStruct entry) {
        for (String config : List.of("urlRewriteConfig", "hostHeaderRewriteConfig")) {
            entry.struct(config)
                    .ifPresent(found -> found.structs("rewrites")
                            .forEach(rewrite -> List.of("regex", "replace").forEach(rewrite::string)));
        }
    }

    private static List<Transform.Rewrite> rewrites(GoStruct entry, String config) {
        List<GoStruct> written =
                entry.struct(config).map(found -> found.structs("rewrites")).orElse(List.of());
        if (written.isEmpty()) {
            entry.error(config + " has no rewrites");
        }
        return written.stream()
                .map(rewrite -> new Transform.Rewrite(
                        rewrite.string("regex").orElse(""),
                        rewrite.string("replace").orElse("")))
                .toList();
    }
}
