package io.headgate.aws.client;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends the calls of some services elsewhere, by the id that the SDK gives the service. */
final class ServiceEndpoints implements ExecutionInterceptor {

    private final Map<String, URI> endpoints;

    /** @param endpoints by service id, such as {@code Elastic Load Balancing v2} */
    ServiceEndpoints(Map<String, URI> endpoints) {
        this.endpoints = endpoints.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> ServiceIds.normal(entry.getKey()), Map.Entry::getValue));
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        URI endpoint = endpoints.get(ServiceIds.called(attributes));
        return endpoint == null
                ? context.httpRequest()
                : context.httpRequest().toBuilder()
                        .protocol(endpoint.getScheme())
                        .host(endpoint.getHost())
                        .port(endpoint.getPort() < 0 ? null : endpoint.getPort())
                        .build();
    }
}
