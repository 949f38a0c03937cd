/** An account and a cluster that aws-load-balancer-controller left, taken over and given back. */
@NullMarked
package io.headgate.system.takeover;

import org.jspecify.annotations.NullMarked;
