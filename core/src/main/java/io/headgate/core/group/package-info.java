/** Which Ingresses share a load balancer: identity of a group, membership, order. */
@NullMarked
package io.headgate.core.group;

import org.jspecify.annotations.NullMarked;
