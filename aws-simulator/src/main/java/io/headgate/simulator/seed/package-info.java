/** The starting state of an account, from a file. */
@NullMarked
package io.headgate.simulator.seed;

import org.jspecify.annotations.NullMarked;
