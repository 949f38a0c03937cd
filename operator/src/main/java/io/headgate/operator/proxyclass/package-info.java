/** The class {@code headgate.io/proxy}: Ingresses that the proxy in each replica serves, straight from what the API server says. */
@NullMarked
package io.headgate.operator.proxyclass;

import org.jspecify.annotations.NullMarked;
