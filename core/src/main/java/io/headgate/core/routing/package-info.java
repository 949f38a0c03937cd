/** Listener rules of an Application Load Balancer as values, and the reference evaluator that says what a request gets. */
@NullMarked
package io.headgate.core.routing;

import org.jspecify.annotations.NullMarked;
