/** Calls, answers and refusals as values, apart from any wire protocol. */
@NullMarked
package io.headgate.simulator.api;

import org.jspecify.annotations.NullMarked;
