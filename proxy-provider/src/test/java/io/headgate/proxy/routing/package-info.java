/** The compiled table against the reference evaluator. */
@NullMarked
package io.headgate.proxy.routing;

import org.jspecify.annotations.NullMarked;
