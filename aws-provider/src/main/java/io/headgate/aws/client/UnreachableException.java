package io.headgate.aws.client;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A call that was not made, because the service has not answered the ones before. */
final class UnreachableException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String service, Duration again) {
        super(SdkClientException.builder()
                .message(service + " does not answer; it is tried again in " + (again.toSeconds() + 1)
                        + " s. Check the network path from this pod to its endpoint"));
    }
}
