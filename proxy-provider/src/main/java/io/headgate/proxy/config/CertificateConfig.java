package io.headgate.proxy.config;

import java.util.List;

/**
 * A certificate with its key.
 *
 * @param chainPem the leaf first
 * @param keyPem PKCS #8, not encrypted
 * @param hostNames the server names it is used for, perhaps {@code *.example.com}; if empty, the names in the certificate
 */
public record CertificateConfig(String chainPem, String keyPem, List<String> hostNames) {
    public CertificateConfig {
        hostNames = List.copyOf(hostNames);
    }

    /** Says nothing about the key. */
    @Override
    public String toString() {
        return "CertificateConfig[hostNames=" + hostNames + "]";
    }
}
