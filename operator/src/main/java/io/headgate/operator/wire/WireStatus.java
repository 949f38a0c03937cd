package io.headgate.operator.wire;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** A {@code meta/v1} Status: why something was refused. */
final class WireStatus {

    private WireStatus() {}

    static KubernetesClientException read(Message status) {
        String message = "";
        String reason = "";
        int code = 0;
        while (status.next()) {
            switch (status.field()) {
                case 3 -> message = status.text();
                case 4 -> reason = status.text();
                case 6 -> code = (int) status.number();
                default -> {}
            }
        }
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder()
                        .withMessage(message)
                        .withReason(reason)
                        .withCode(code)
                        .build());
    }
}
