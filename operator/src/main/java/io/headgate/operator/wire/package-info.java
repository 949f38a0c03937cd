/**
 * Large collections of the API server, listed and watched in its compact encoding (protocol buffers), of which only what is needed is read:
 * the rest of an object is stepped over and never takes any memory.
 */
@NullMarked
package io.headgate.operator.wire;

import org.jspecify.annotations.NullMarked;
