/** The rules of a listener as an index that answers as the reference evaluator does, only faster. */
@NullMarked
package io.headgate.proxy.routing;

import org.jspecify.annotations.NullMarked;
