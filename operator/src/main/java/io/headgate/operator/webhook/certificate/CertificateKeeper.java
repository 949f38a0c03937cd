package io.headgate.operator.webhook.certificate;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the source of the certificate every few seconds, and serves what it finds. What cannot be had now is tried again. */
public final class CertificateKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

    private final CertificateSource source;
    private final ReloadingKeys keys;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-certificate").factory());
    private volatile boolean leading;

    private CertificateKeeper(CertificateSource source, ReloadingKeys keys) {
        this.source = source;
        this.keys = keys;
    }

    /** Begins to look; the first time at once. */
    public static CertificateKeeper start(CertificateSource source, ReloadingKeys keys, Duration interval) {
        CertificateKeeper keeper = new CertificateKeeper(source, keys);
        var _ = keeper.timer.scheduleWithFixedDelay(keeper::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return keeper;
    }

    /** This replica renews the certificate from now on. */
    public void lead() {
        leading = true;
        timer.execute(this::look);
    }

    private void look() {
        try {
            source.current(leading).ifPresent(keys::serve);
        } catch (IOException | KubernetesClientException failure) {
            LOG.atWarn().setCause(failure).log("Certificate of webhooks cannot be had, trying again");
        }
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
