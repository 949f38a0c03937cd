/** Living beside aws-load-balancer-controller: what it still serves is only observed. */
@NullMarked
package io.headgate.operator.predecessor;

import org.jspecify.annotations.NullMarked;
