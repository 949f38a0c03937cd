package io.headgate.simulator.acm;

import io.headgate.simulator.api.ApiError;
import io.headgate.simulator.api.Fields;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A certificate that a caller brings along with its key; binary members come in Base64. */
record ImportedCertificate(X509Certificate leaf, CertificateStore.Material material) {

    static ImportedCertificate read(Fields input) {
        String leafPem = pem(input, "Certificate");
        CertificateStore.Material material = new CertificateStore.Material(
                leafPem, input.has("CertificateChain") ? pem(input, "CertificateChain") : "", pem(input, "PrivateKey"));
        return new ImportedCertificate(parse(leafPem), material);
    }

    private static String pem(Fields input, String name) {
        try {
            byte[] bytes = Base64.getDecoder().decode(input.required(name));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw ApiError.invalid("'" + name + "' is not Base64.");
        }
    }

    private static X509Certificate parse(String pem) {
        try {
            byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException _) {
            throw ApiError.invalid("The certificate field contains more than one certificate or is not valid PEM.");
        }
    }

    Certificate as(String arn, Instant now) {
        return new Certificate(
                arn, names(), algorithm(leaf.getPublicKey()), "IMPORTED", "NONE", now, now, null, null, null);
    }

    private List<String> names() {
        try {
            Collection<List<?>> alternatives =
                    Optional.ofNullable(leaf.getSubjectAlternativeNames()).orElse(List.of());
            List<String> names = alternatives.stream()
                    .filter(entry -> Integer.valueOf(2).equals(entry.get(0)))
                    .map(entry -> String.valueOf(entry.get(1)))
                    .toList();
            return names.isEmpty()
                    ? List.of(leaf.getSubjectX500Principal().getName().replaceFirst("^CN=", ""))
                    : names;
        } catch (CertificateParsingException _) {
            throw ApiError.invalid("The alternative names of the certificate cannot be read.");
        }
    }

    private static String algorithm(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> "RSA_" + rsa.getModulus().bitLength();
            case ECPublicKey ec ->
                switch (ec.getParams().getOrder().bitLength()) {
                    case 256 -> "EC_prime256v1";
                    case 384 -> "EC_secp384r1";
                    default -> "EC_secp521r1";
                };
            default -> throw ApiError.invalid("The key algorithm " + key.getAlgorithm() + " is not supported.");
        };
    }
}
