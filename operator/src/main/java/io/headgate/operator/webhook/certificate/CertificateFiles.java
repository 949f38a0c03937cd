package io.headgate.operator.webhook.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A certificate chain and its key in two PEM files. Files that are not there yet are waited for. */
record CertificateFiles(Path certificate, Path key) implements CertificateSource {

    @Override
    public Optional<Identity> current(boolean leading) throws IOException {
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return Optional.empty();
        }
        return Optional.of(
                new Identity(Pem.certificates(Files.readString(certificate)), Pem.key(Files.readString(key))));
    }
}
