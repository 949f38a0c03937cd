package io.headgate.operator.translate;

import io.fabric8.kubernetes.api.model.Secret;
import io.headgate.core.cluster.OidcSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads what the model may know of Secrets with the client of an OpenID Connect provider. */
public final class SecretReader {

    private static final String HMAC = "HmacSHA256";

    private static final String OF_THIS_PROCESS = UUID.randomUUID().toString();

    private SecretReader() {}

    /**
     * Client id, and a hash of the client secret that is keyed by the identity of the Secret: its UID is random, and who may read it may
     * read the secret itself. An object without UID, from a file, has a key of this process.
     */
    public static OidcSecret read(Secret object) {
        String identity =
                Metadata.key(object) + "/" + (Metadata.uid(object).isEmpty() ? OF_THIS_PROCESS : Metadata.uid(object));
        return new OidcSecret(
                Metadata.key(object),
                value(object, "clientID")
                        .or(() -> value(object, "clientId"))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).stripTrailing())
                        .orElse(null),
                clientSecret(object)
                        .map(secret -> hash(identity, secret.getBytes(StandardCharsets.UTF_8)))
                        .orElse(null));
    }

    /** The client secret as it goes to AWS. */
    public static Optional<String> clientSecret(Secret object) {
        return value(object, "clientSecret").map(SecretReader::withoutTrailingControls);
    }

    /** A line break at the end of a file is not part of it. */
    private static String withoutTrailingControls(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        int end = text.length();
        while (end > 0 && Character.isISOControl(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Optional<byte[]> value(Secret object, String key) {
        @Nullable String plain = Metadata.orEmpty(object.getStringData()).get(key);
        @Nullable String encoded = Metadata.orEmpty(object.getData()).get(key);
        return plain != null
                ? Optional.of(plain.getBytes(StandardCharsets.UTF_8))
                : Optional.ofNullable(encoded).map(Base64.getMimeDecoder()::decode);
    }

    private static String hash(String key, byte[] value) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(value));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
