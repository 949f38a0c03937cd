/** Small servers that stand in for the pods of a Service: real sockets on loopback addresses of their own. */
@NullMarked
package io.headgate.operator.dev.backend;

import org.jspecify.annotations.NullMarked;
