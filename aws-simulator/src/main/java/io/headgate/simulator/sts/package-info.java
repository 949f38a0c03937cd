/** Security Token Service. */
@NullMarked
package io.headgate.simulator.sts;

import org.jspecify.annotations.NullMarked;
