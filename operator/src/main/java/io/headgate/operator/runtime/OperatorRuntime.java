package io.headgate.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.headgate.core.cloud.CloudProvider;
import io.headgate.core.compile.CompilerSettings;
import java.time.Clock;
import java.util.Map;

/**
 * The operator in this process. It owns its threads and informers, but neither the client nor the providers: whoever made those closes
 * them after {@link #close}. It never ends the process. Safe for use by many threads.
 */
public final class OperatorRuntime implements AutoCloseable {

    /**
     * Starts the operator and returns once its caches are warm. The four custom resource definitions must be there.
     *
     * @param providers by the value of {@code spec.provider} of a LoadBalancer: {@code aws}, {@code proxy}
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server cannot be reached or refuses to list
     */
    @SuppressWarnings("DoNotCallSuggester") // until the reconcilers are in
    public static OperatorRuntime start(
            KubernetesClient client,
            Map<String, CloudProvider> providers,
            CompilerSettings compilerSettings,
            RuntimeSettings settings,
            Clock clock) {
        throw new UnsupportedOperationException("not yet");
    }

    private OperatorRuntime() {}

    /** Stops after the reconciliations that run, and gives up leadership. */
    @Override
    public void close() {}
}
