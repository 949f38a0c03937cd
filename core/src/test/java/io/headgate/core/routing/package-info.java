/** Rows of what an Application Load Balancer does with a request. */
@NullMarked
package io.headgate.core.routing;

import org.jspecify.annotations.NullMarked;
