/** Real listeners behind the load balancers. */
@NullMarked
package io.headgate.simulator.dataplane;

import org.jspecify.annotations.NullMarked;
