package io.headgate.operator.webhook.certificate;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where the serving certificate comes from. To be asked again and again by one thread. */
public sealed interface CertificateSource permits CertificateFiles, ManagedCertificate {

    /**
     * The certificate to serve now; empty as long as there is none.
     *
     * @param leading whether this replica may renew what all share
     * @throws IOException if what is there cannot be read
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server cannot be asked
     */
    Optional<Identity> current(boolean leading) throws IOException;

    /** Files that somebody else renews, such as those of a mounted Secret; who signed them is told to the API server by others, too. */
    static CertificateSource files(Path certificate, Path key) {
        return new CertificateFiles(certificate, key);
    }

    /**
     * A certificate of our own making.
     *
     * @param namespace of the Secret that the replicas share
     * @param name of the Secret and of both webhook configurations
     * @param hosts by which the API server reaches the webhooks: DNS names and IP addresses
     */
    static CertificateSource managed(
            KubernetesClient client, String namespace, String name, List<String> hosts, InstantSource clock) {
        return new ManagedCertificate(
                new SecretStore(client, namespace, name), new CaBundles(client, name), hosts, clock);
    }
}
