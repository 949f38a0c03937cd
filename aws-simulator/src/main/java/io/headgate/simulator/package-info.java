/** A strict local AWS over HTTP. */
@NullMarked
package io.headgate.simulator;

import org.jspecify.annotations.NullMarked;
