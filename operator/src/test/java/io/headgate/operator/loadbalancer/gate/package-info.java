/** Tests of what steps wait for. */
@NullMarked
package io.headgate.operator.loadbalancer.gate;

import org.jspecify.annotations.NullMarked;
