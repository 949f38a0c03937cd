package io.headgate.operator.watch;

import io.headgate.core.group.GroupId;
import io.headgate.core.group.Instance;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Identity of a group: the provider that makes its load balancer, and its name. */
public record GroupKey(String provider, GroupId group) {

    private static final int MAX_SLUG = 40;
    private static final int HASH_DIGITS = 10;

    /** Name of the LoadBalancer object that an operator makes for the group: readable, and distinct by a hash. */
    public String objectName(Instance instance) {
        String slug = group.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.length() > MAX_SLUG ? slug.substring(0, MAX_SLUG) : slug;
        return provider + "-" + cut.replaceAll("^-|-$", "") + "-" + hash(instance);
    }

    private String hash(Instance instance) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((instance.apart(provider) + "/" + group).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
