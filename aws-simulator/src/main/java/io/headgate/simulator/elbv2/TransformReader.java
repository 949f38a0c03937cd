package io.headgate.simulator.elbv2;

import io.headgate.core.routing.RegexSyntax;
import io.headgate.core.routing.Transform;
import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.util.List;

/** Reads the transforms of a rule ({@code RuleTransform}). */
final class TransformReader {
    private static final int LONGEST = 1024;

    private TransformReader() {}

    static List<Transform> read(List<Fields> wired) {
        List<Transform> transforms = wired.stream().map(TransformReader::read).toList();
        if (transforms.stream().map(Transform::type).distinct().count() < transforms.size()) {
            throw ApiError.invalid("A rule has at most one transform of each type.");
        }
        return transforms;
    }

    private static Transform read(Fields wired) {
        return switch (wired.required("Type")) {
            case "url-rewrite" -> new Transform.UrlRewrite(rewrites(wired, "UrlRewriteConfig"));
            case "host-header-rewrite" -> new Transform.HostHeaderRewrite(rewrites(wired, "HostHeaderRewriteConfig"));
            case String other -> throw ApiError.invalid("'" + other + "' is not a type of transform.");
        };
    }

    private static List<Transform.Rewrite> rewrites(Fields wired, String name) {
        List<Transform.Rewrite> rewrites =
                wired.struct(name).map(config -> config.structs("Rewrites")).orElse(List.of()).stream()
                        .map(rewrite -> new Transform.Rewrite(
                                rewrite.required("Regex"),
                                rewrite.text("Replace").orElse("")))
                        .toList();
        if (rewrites.isEmpty()) {
            throw ApiError.invalid("'" + name + ".Rewrites' is required.");
        }
        rewrites.forEach(TransformReader::check);
        return rewrites;
    }

    private static void check(Transform.Rewrite rewrite) {
        if (rewrite.regex().length() > LONGEST || rewrite.replace().length() > LONGEST) {
            throw ApiError.invalid("Regex and replacement of a transform have at most 1024 characters each.");
        }
        RegexSyntax.problem(rewrite.regex()).ifPresent(problem -> {
            throw ApiError.invalid("The regular expression '" + rewrite.regex() + "' is not valid: " + problem + ".");
        });
    }
}
