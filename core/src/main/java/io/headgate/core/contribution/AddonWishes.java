package io.headgate.core.contribution;

import io.headgate.core.annotation.AnnotationKey;
import io.headgate.core.annotation.AnnotationReader;
import io.headgate.core.cluster.IngressClassParams;
import io.headgate.core.facts.CloudFacts;
import io.headgate.core.settings.CompilerSettings;
import io.headgate.core.stack.Addon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The protections that one member asks for. What it does not mention stays untouched. */
final class AddonWishes {
    private static final String NONE = "none";

    private AddonWishes() {}

    static List<Addon> of(MemberScope scope) {
        CompilerSettings settings = scope.settings();
        List<Addon> addons = new ArrayList<>();
        if (settings.enableWafv2()) {
            webAcl(scope).map(Addon.WebAcl::new).ifPresent(addons::add);
        }
        if (settings.enableWaf()) {
            regionalWebAcl(scope.annotations()).map(Addon.RegionalWebAcl::new).ifPresent(addons::add);
        }
        scope.annotations()
                .bool(AnnotationKey.SHIELD_ADVANCED_PROTECTION)
                .filter(wanted -> settings.enableShield())
                .map(Addon.ShieldProtection::new)
                .ifPresent(addons::add);
        return addons;
    }

    /** ARN of the web ACL, empty to remove it. A name beats an ARN, the class beats annotations. */
    private static Optional<String> webAcl(MemberScope scope) {
        AnnotationReader annotations = scope.annotations();
        Optional<String> name = scope.params(IngressClassParams::wafv2AclName)
                .or(() -> annotations.string(AnnotationKey.WAFV2_ACL_NAME))
                .filter(text -> !text.isEmpty());
        if (name.isPresent()) {
            return name.get().equals(NONE) ? Optional.of("") : byName(scope, name.get());
        }
        return scope.params(IngressClassParams::wafv2AclArn)
                .filter(text -> !text.isEmpty())
                .or(() -> annotations.string(AnnotationKey.WAFV2_ACL_ARN))
                .map(AddonWishes::noneIsEmpty);
    }

    private static Optional<String> byName(MemberScope scope, String name) {
        Optional<String> arn = scope.facts().webAcls().stream()
                .filter(acl -> acl.name().equals(name))
                .map(CloudFacts.WebAcl::arn)
                .findFirst();
        if (arn.isEmpty()) {
            String unreadable = scope.facts().webAclsUnreadable();
            scope.annotations()
                    .invalid(
                            AnnotationKey.WAFV2_ACL_NAME,
                            "names the web ACL \"" + name + "\", which "
                                    + (unreadable == null ? "does not exist" : "cannot be looked up: " + unreadable));
        }
        return arn;
    }

    private static Optional<String> regionalWebAcl(AnnotationReader annotations) {
        return annotations
                .string(AnnotationKey.WAF_ACL_ID)
                .or(() -> annotations.string(AnnotationKey.WEB_ACL_ID))
                .map(AddonWishes::noneIsEmpty);
    }

    private static String noneIsEmpty(String text) {
        return text.equals(NONE) ? "" : text;
    }
}
