/** When the time of a step has come that waits for targets, for requests under way or for clients. */
@NullMarked
package io.headgate.operator.loadbalancer.gate;

import org.jspecify.annotations.NullMarked;
