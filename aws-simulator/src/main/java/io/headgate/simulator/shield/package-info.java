/** Shield Advanced. */
@NullMarked
package io.headgate.simulator.shield;

import org.jspecify.annotations.NullMarked;
