/** The network part of EC2. */
@NullMarked
package io.headgate.simulator.ec2;

import org.jspecify.annotations.NullMarked;
