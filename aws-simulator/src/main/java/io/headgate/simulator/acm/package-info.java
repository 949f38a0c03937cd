/** Certificate Manager, with a certificate authority of its own. */
@NullMarked
package io.headgate.simulator.acm;

import org.jspecify.annotations.NullMarked;
