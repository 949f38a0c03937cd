package io.headgate.aws.client;

import java.util.Locale;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Ids of services, which the SDK itself writes in more than one way. */
final class ServiceIds {

    private ServiceIds() {}

    static String normal(String serviceId) {
        return serviceId.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** The service that is called, in that way. */
    static String called(ExecutionAttributes attributes) {
        return normal(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)));
    }
}
