/** Names, tags, labels and finalizers, exactly as aws-load-balancer-controller makes them. */
@NullMarked
package io.headgate.core.naming;

import org.jspecify.annotations.NullMarked;
