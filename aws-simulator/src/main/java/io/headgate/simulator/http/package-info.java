/** The wire: Query and JSON protocols of AWS over HTTP, and the simulator's own pages. */
@NullMarked
package io.headgate.simulator.http;

import org.jspecify.annotations.NullMarked;
