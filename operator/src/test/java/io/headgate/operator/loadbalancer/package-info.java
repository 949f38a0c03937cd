/** Tests of what is told of groups. */
@NullMarked
package io.headgate.operator.loadbalancer;

import org.jspecify.annotations.NullMarked;
