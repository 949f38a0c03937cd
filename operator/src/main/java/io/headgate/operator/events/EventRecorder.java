package io.headgate.operator.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events. The same Event is not written again within ten minutes. An Event that cannot be written is no reason to stop anything.
 * Safe for use by many threads.
 */
public final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int MAX_MESSAGE = 1024;
    private static final int MAX_REMEMBERED = 10_000;

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<Said, Instant> said = new ConcurrentHashMap<>();

    public EventRecorder(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Said(Regarding regarding, String reason, String message) {}

    public void normal(Regarding regarding, String reason, String message) {
        record("Normal", regarding, reason, message);
    }

    public void warning(Regarding regarding, String reason, String message) {
        record("Warning", regarding, reason, message);
    }

    private void record(String type, Regarding regarding, String reason, String message) {
        Instant now = clock.instant();
        forgetOld(now);
        Instant before = said.putIfAbsent(new Said(regarding, reason, message), now);
        if (before == null) {
            write(event(type, regarding, reason, message, now));
        }
    }

    private void forgetOld(Instant now) {
        said.values().removeIf(instant -> instant.plus(SILENCE).isBefore(now));
        if (said.size() > MAX_REMEMBERED) {
            said.clear();
        }
    }

    private void write(Event event) {
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("reason", event.getReason())
                    .addKeyValue("name", event.getInvolvedObject().getName())
                    .setCause(e)
                    .log("Event could not be written");
        }
    }

    private static Event event(String type, Regarding regarding, String reason, String message, Instant now) {
        String namespace = regarding.key().namespace().isEmpty()
                ? "default"
                : regarding.key().namespace();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withGenerateName(regarding.key().name() + ".")
                .endMetadata()
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withApiVersion(regarding.apiVersion())
                        .withKind(regarding.kind())
                        .withNamespace(regarding.key().namespace().isEmpty() ? null : namespace)
                        .withName(regarding.key().name())
                        .withUid(regarding.uid())
                        .build())
                .withType(type)
                .withReason(reason)
                .withMessage(message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message)
                .withFirstTimestamp(now.toString())
                .withLastTimestamp(now.toString())
                .withCount(1)
                .withNewSource()
                .withComponent("headgate")
                .endSource()
                .withReportingComponent("headgate")
                .withReportingInstance("headgate")
                .build();
    }
}
