/** The kind LoadBalancer: one group of Ingresses, and what was made for it. */
@NullMarked
package io.headgate.crds.loadbalancer;

import org.jspecify.annotations.NullMarked;
