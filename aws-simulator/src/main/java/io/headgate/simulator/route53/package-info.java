/** Hosted zones and their records. */
@NullMarked
package io.headgate.simulator.route53;

import org.jspecify.annotations.NullMarked;
