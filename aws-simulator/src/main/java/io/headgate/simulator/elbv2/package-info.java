/** Elastic Load Balancing v2. */
@NullMarked
package io.headgate.simulator.elbv2;

import org.jspecify.annotations.NullMarked;
