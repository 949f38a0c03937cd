/** Which inbound permissions nodes and pods need, so that load balancers reach their targets: pure functions. */
@NullMarked
package io.headgate.core.access;

import org.jspecify.annotations.NullMarked;
