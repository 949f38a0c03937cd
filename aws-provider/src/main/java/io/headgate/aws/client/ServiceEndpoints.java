package io.headgate.aws.client;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends the calls of some services elsewhere, by the id that the SDK gives the service. */
final class ServiceEndpoints implements ExecutionInterceptor {

    private final Map<String, URI> endpoints;

    /** @param endpoints by service id, such as {@code Elastic Load Balancing v2} */
    ServiceEndpoints(Map<String, URI> endpoints) {
        this.endpoints = endpoints.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> normal(entry.getKey()), Map.Entry::getValue));
    }

    /** The SDK itself writes the id in more than one way. */
    private static String normal(String serviceId) {
        return serviceId.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        URI endpoint =
                endpoints.get(normal(String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))));
        return endpoint == null
                ? context.httpRequest()
                : context.httpRequest().toBuilder()
                        .protocol(endpoint.getScheme())
                        .host(endpoint.getHost())
                        .port(endpoint.getPort() < 0 ? null : endpoint.getPort())
                        .build();
    }
}
