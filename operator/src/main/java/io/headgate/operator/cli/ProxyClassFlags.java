package io.headgate.operator.cli;

import io.headgate.operator.proxyclass.ProxyClassSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether and where the operator serves the classes of controller {@code headgate.io/proxy}. */
final class ProxyClassFlags {

    @Option(
            names = "--enable-proxy-class",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            converter = GoBooleanConverter.class,
            description = "Serve Ingresses of classes with controller headgate.io/proxy from the proxy in each replica"
                    + " (default: ${DEFAULT-VALUE})")
    boolean enableProxyClass;

    @Option(
            names = "--proxy-address",
            paramLabel = "HOST",
            description = "Host name or IP address for the status of those Ingresses;"
                    + " by default the one that the proxy listens on, none if it listens on all")
    @Nullable
    String proxyAddress;

    @Mixin
    ProxyFlags proxyFlags = new ProxyFlags();

    /** Null when the class is not served. */
    @Nullable
    ProxyClassSettings settings() {
        return enableProxyClass
                ? new ProxyClassSettings(
                        proxyFlags.ports(),
                        proxyFlags.addresses(),
                        proxyAddress == null || proxyAddress.isEmpty() ? null : proxyAddress)
                : null;
    }
}
