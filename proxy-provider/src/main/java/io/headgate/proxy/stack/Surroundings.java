package io.headgate.proxy.stack;

import io.headgate.core.stack.CertificateRef;
import io.headgate.core.stack.TargetGroupBinding;
import io.headgate.core.target.Target;
import io.headgate.proxy.config.CertificateConfig;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What a stack does not say and its translation needs. */
public interface Surroundings {

    /** The socket for a port of a load balancer. All load balancers share it: requests are told apart by host and path. */
    InetSocketAddress bind(int port);

    /** The targets of a binding. */
    List<Target> targets(TargetGroupBinding binding);

    /** The certificate with its key; empty when the key is not at hand. */
    Optional<CertificateConfig> certificate(CertificateRef reference);
}
